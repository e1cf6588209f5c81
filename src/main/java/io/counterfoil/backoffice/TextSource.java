package io.counterfoil.backoffice;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * The texts of all screens and mails. In French a colon, a semicolon, an exclamation or question mark and quotation marks stand
 * apart from their word and yet never on another line: whoever writes a text types a space, readers get one that does not break.
 */
final class TextSource extends ResourceBundleMessageSource {
    private static final char NO_BREAK = '\u00a0';
    private static final String AFTER_SPACE = ":;!?»";

    /** Bounded by the number of texts. */
    private final Map<String, String> mended = new ConcurrentHashMap<>();

    @Override
    protected @Nullable String getStringOrNull(ResourceBundle bundle, String key) {
        String text = super.getStringOrNull(bundle, key);
        return text == null || !bundle.getLocale().getLanguage().equals(Locale.FRENCH.getLanguage())
                ? text
                : mended.computeIfAbsent(text, TextSource::unbroken);
    }

    static String unbroken(String text) {
        StringBuilder unbroken = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            boolean beforeMark = i + 1 < text.length() && AFTER_SPACE.indexOf(text.charAt(i + 1)) >= 0;
            boolean afterQuote = i > 0 && text.charAt(i - 1) == '«';
            if (text.charAt(i) == ' ' && (beforeMark || afterQuote)) {
                unbroken.setCharAt(i, NO_BREAK);
            }
        }
        return unbroken.toString();
    }
}
