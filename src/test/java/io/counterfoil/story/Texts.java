package io.counterfoil.story;

import java.util.HashSet;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.springframework.context.MessageSource;

/** What the screens say in a language, as the product's own bundles have it. */
final class Texts {
    private static final String[] BUNDLES = {"i18n/backoffice", "i18n/accounts", "i18n/phone", "i18n/desk-settings"};
    /** Texts of few letters, or of values only, are the same by chance. */
    private static final int SHORTEST_TELLING = 4;

    private final MessageSource messages;
    private final Locale locale;
    private final Set<String> keys = new HashSet<>();
    private final Set<String> ours = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();

    Texts(MessageSource messages, String language) {
        this.messages = messages;
        this.locale = Locale.of(language);
        for (String name : BUNDLES) {
            ResourceBundle english = ResourceBundle.getBundle(name, Locale.ROOT);
            ResourceBundle french = ResourceBundle.getBundle(name, Locale.FRENCH);
            boolean isEnglish = language.equals("en");
            for (String key : english.keySet()) {
                keys.add(key);
                ours.add((isEnglish ? english : french).getString(key));
                foreign.add((isEnglish ? french : english).getString(key));
            }
        }
        foreign.removeAll(ours);
        foreign.removeIf(text -> text.length() < SHORTEST_TELLING || text.contains("{"));
    }

    String of(String key, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    String language() {
        return locale.getLanguage();
    }

    /** It is a key that nobody has translated, or a text of the other language. */
    boolean isUntranslated(String text) {
        return text.contains("??") || (keys.contains(text) && !ours.contains(text)) || foreign.contains(text);
    }
}
