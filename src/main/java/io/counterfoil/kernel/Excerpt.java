package io.counterfoil.kernel;

import org.jspecify.annotations.Nullable;

/** Hostile text made fit for a message or a log line: one line, bounded, no control or bidirectional characters. */
public final class Excerpt {
    private static final int MOST = 120;

    private Excerpt() {}

    /** The value in at most 120 characters; everything unprintable becomes {@code ?}. */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        String text = value.toString();
        if (text.isEmpty()) {
            return "\"\"";
        }
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MOST) + 1);
        text.codePoints().limit(MOST).map(c -> isUnsafe(c) ? '?' : c).forEach(shown::appendCodePoint);
        if (text.codePointCount(0, text.length()) > MOST) {
            shown.append('…');
        }
        return shown.toString();
    }

    /** Printable ASCII only: safe, and the same in every normal form. Most texts are, and need no Unicode tables. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Control characters, lone surrogates and the characters that turn the reading direction. */
    public static boolean isUnsafe(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || Character.getType(codePoint) == Character.LINE_SEPARATOR
                || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR
                || isBidirectionalControl(codePoint);
    }

    /** The characters that turn the reading direction and can make a text look like another. */
    public static boolean isBidirectionalControl(int codePoint) {
        return codePoint == 0x061C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
