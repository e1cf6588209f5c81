package io.counterfoil.sync;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What a wallet sent, fit to be shown to an operator. Works on anything, JSON or not, whole or cut, in one pass: what looks
 * like a JSON member with a telling name loses its value, what looks like an address is hidden wherever it stands.
 */
@Rule("In what is kept of raw calls, e-mail addresses are hidden, and so are the values of members that name, date or"
        + " number a person.")
public final class PersonalDataMask {
    private static final String HIDDEN = "***";
    private static final List<String> TELLING = List.of(
            "name", "mail", "phone", "birth", "idcard", "passport", "title", "nationality", "address", "country");

    private final String text;
    private final StringBuilder masked;
    private int at;

    private PersonalDataMask(String text) {
        this.text = text;
        this.masked = new StringBuilder(text.length());
    }

    /** The first bytes of what came, as one bounded text: personal data masked, unprintable characters as {@code ?}. */
    static String excerpt(byte[] body, int most) {
        String text = new String(body, 0, Math.min(body.length, most), StandardCharsets.UTF_8);
        return mask(text);
    }

    /** The text with personal data masked, unprintable characters as {@code ?}, line ends kept. */
    public static String mask(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\n' || c == '\t' || !Excerpt.isUnsafe(c) ? c : '?')
                .forEach(printable::appendCodePoint);
        return withoutAddresses(new PersonalDataMask(printable.toString()).withoutTellingMembers());
    }

    private String withoutTellingMembers() {
        boolean hideNext = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                int from = at;
                int to = endOfString();
                boolean value = hideNext;
                hideNext = !value && isName(to) && isTelling(text.substring(from, to));
                masked.append(value ? "\"" + HIDDEN + "\"" : text.substring(from, to));
            } else if (hideNext && c != ':' && !Character.isWhitespace(c)) {
                hideNext = false;
                hideScalar(c);
            } else {
                masked.append(c);
                at++;
            }
        }
        return masked.toString();
    }

    /** Moves behind the string that begins here; an unfinished one ends with the text. */
    private int endOfString() {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return at;
            }
            if (c == '\\') {
                at++;
            }
        }
        at = text.length();
        return at;
    }

    private boolean isName(int from) {
        int next = from;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && text.charAt(next) == ':';
    }

    private static boolean isTelling(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TELLING.stream().anyMatch(lower::contains);
    }

    private void hideScalar(char first) {
        if (Character.isDigit(first) || first == '-') {
            masked.append(HIDDEN);
            while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }

    private static String withoutAddresses(String text) {
        int sign = nextAt(text, 0);
        if (sign < 0) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        while (sign >= 0) {
            int from = sign;
            while (from > done && isAddressCharacter(text.charAt(from - 1))) {
                from--;
            }
            int to = sign + 1;
            while (to < text.length() && (isAddressCharacter(text.charAt(to)) || text.charAt(to) == '@')) {
                to++;
            }
            masked.append(text, done, from).append(HIDDEN).append('@').append(HIDDEN);
            done = to;
            sign = nextAt(text, done);
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** The end of an at sign, or of its spellings in JSON, URLs and HTML; -1 when there is none. */
    private static int nextAt(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            boolean sign = switch (text.charAt(i)) {
                case '@' -> true;
                case '0' -> text.startsWith("\\u0040", i - 5) || text.startsWith("%40", i - 2);
                case ';' -> text.startsWith("&#64;", i - 4);
                default -> false;
            };
            if (sign) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAddressCharacter(char c) {
        return !Character.isWhitespace(c) && "\"<>(),:[]{}".indexOf(c) < 0;
    }
}
