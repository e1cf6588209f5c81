package io.counterfoil.backoffice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * A stored text as a page says it.
 *
 * @param lang the language that it is said in
 */
record Told(String text, String lang) {
    private static final int DEEPEST = 4;
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{2,40}");

    /** In the reader's language, where every word of it is ours; as it is stored otherwise. */
    static Told of(@Nullable String stored, MessageSource messages, Locale locale) {
        String english = stored == null ? "–" : stored;
        String said =
                locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? null : said(english, messages, locale, 0);
        return said == null ? new Told(english, Locale.ENGLISH.getLanguage()) : new Told(said, locale.getLanguage());
    }

    private static @Nullable String said(String english, MessageSource messages, Locale locale, int depth) {
        for (Sentence sentence : Sentence.values()) {
            List<String> places = sentence.places(english);
            List<String> values =
                    places == null || depth == DEEPEST ? null : values(sentence, places, messages, locale, depth);
            if (values != null) {
                return messages.getMessage(sentence.key(), values.toArray(), locale);
            }
        }
        return null;
    }

    /** Null: a place that should hold one of our sentences does not. */
    private static @Nullable List<String> values(
            Sentence sentence, List<String> places, MessageSource messages, Locale locale, int depth) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            String place = places.get(i);
            String said = said(place, messages, locale, depth + 1);
            if (said == null && sentence.tells(i)) {
                return null;
            }
            values.add(said == null ? word(place, messages, locale) : said);
        }
        return values;
    }

    /** A reason by its name; anything else is a value, and stays. */
    private static String word(String place, MessageSource messages, Locale locale) {
        return CODE.matcher(place).matches()
                ? String.valueOf(messages.getMessage("reason." + place, new Object[0], place, locale))
                : place;
    }
}
