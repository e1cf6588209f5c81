package io.counterfoil.backoffice;

import io.counterfoil.organizers.Organizer;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around each page shows.
 *
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param user who is signed in; null: nobody
 * @param organizer whose page this is; null: nobody's
 * @param organizers those that the user may see
 */
record Shell(
        Locale locale,
        String theme,
        @Nullable String user,
        @Nullable Organizer organizer,
        List<Organizer> organizers,
        List<Entry> entries) {
    static final List<String> LANGUAGES = List.of("en", "fr");
    static final List<String> THEMES = List.of("auto", "light", "dark");

    /** An entry of the menu; its text is {@code nav.key}. */
    record Entry(String key, String path, String icon, boolean active) {}

    public String language() {
        return locale.getLanguage();
    }

    public List<String> languages() {
        return LANGUAGES;
    }

    public List<String> themes() {
        return THEMES;
    }

    public String zoneName() {
        ZoneId zone = organizer == null ? ZoneId.of("UTC") : organizer.timeZone();
        return zone.getId() + " (" + zone.getDisplayName(TextStyle.SHORT, locale) + ")";
    }
}
