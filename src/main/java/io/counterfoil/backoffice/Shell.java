package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.organizers.Organizer;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around each page shows.
 *
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param signedIn null: nobody is
 * @param organizer whose page this is, or whose pages were looked at last; null: nobody's
 * @param organizers those that the user may see
 */
record Shell(
        Locale locale,
        String theme,
        @Nullable SignedIn signedIn,
        @Nullable Organizer organizer,
        List<Organizer> organizers,
        List<Entry> entries) {
    static final List<String> LANGUAGES = List.of("en", "fr");
    static final List<String> THEMES = List.of("auto", "light", "dark");

    /**
     * An entry of the menu; its text is {@code nav.key}.
     *
     * @param waiting how many things wait there for somebody; 0: none, or it is no such entry
     */
    record Entry(String key, String path, String icon, boolean active, int waiting) {}

    public String language() {
        return locale.getLanguage();
    }

    public List<String> languages() {
        return LANGUAGES;
    }

    public List<String> themes() {
        return THEMES;
    }

    public @Nullable String user() {
        return signedIn == null ? null : signedIn.shownName();
    }

    /** Whether he administers the whole installation. */
    public boolean administrator() {
        return signedIn != null && signedIn.administrator();
    }

    /** Whether he has a right in this organizer. */
    public boolean may(String right) {
        return signedIn != null && organizer != null && signedIn.may(organizer.code(), Permission.valueOf(right));
    }

    /** Whether personal data is hidden from him. */
    public boolean masked() {
        return signedIn == null
                || organizer == null
                || signedIn.viewIn(organizer.code()).isMasked();
    }

    public ZoneId zone() {
        return organizer == null ? ZoneOffset.UTC : organizer.timeZone();
    }

    /** How times are told. */
    public String zoneName() {
        return zone().equals(ZoneOffset.UTC) ? "UTC" : zone().getId();
    }
}
