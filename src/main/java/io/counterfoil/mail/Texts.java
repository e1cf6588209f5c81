package io.counterfoil.mail;

import io.counterfoil.kernel.Excerpt;
import java.util.List;

/** Hostile text made storable: PostgreSQL refuses NUL, people are misled by characters that cannot be seen. */
final class Texts {
    /**
     * Stands in a text of its own where HTML said that a quote begins; no text from outside keeps one, and none leaves the
     * module. A character for private use.
     */
    static final char QUOTE_BEGINS = '\uE5F1';

    private Texts() {}

    /** One line of at most {@link Limits#SHORT} characters without control and bidirectional characters. */
    static String line(String hostile) {
        return line(hostile, Limits.SHORT);
    }

    static String line(String hostile, int most) {
        StringBuilder out = new StringBuilder(Math.min(hostile.length(), most));
        boolean blank = false;
        for (int i = 0; i < hostile.length() && out.length() < most; ) {
            int c = hostile.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || c == 0xA0) {
                blank = !out.isEmpty();
            } else if (!Excerpt.isUnsafe(c) && c != QUOTE_BEGINS && c != 0xFEFF) {
                if (blank) {
                    out.append(' ');
                    blank = false;
                }
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /** Lines ended by {@code \n}; tabs stay, other control characters and lone surrogates go. */
    static String body(String hostile) {
        StringBuilder out = new StringBuilder(hostile.length());
        for (int i = 0; i < hostile.length(); ) {
            int c = hostile.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                if (i >= hostile.length() || hostile.charAt(i) != '\n') {
                    out.append('\n');
                }
            } else if (c == '\n' || c == '\t' || c == '\f' || isShown(c)) {
                out.appendCodePoint(c == '\f' ? '\n' : c);
            }
        }
        return out.toString();
    }

    private static boolean isShown(int c) {
        return !Character.isISOControl(c)
                && Character.getType(c) != Character.SURROGATE
                && c != QUOTE_BEGINS
                && c != 0xFEFF;
    }

    /** The lines of a text, at most {@link Limits#LINES}; the last holds whatever follows. */
    static List<String> lines(String text) {
        return List.of(text.split("\n", Limits.LINES));
    }

    /** The text without marks. */
    static String unmarked(String text) {
        return text.indexOf(QUOTE_BEGINS) < 0
                ? text
                : text.replaceAll("\n?>{0,20} ?" + QUOTE_BEGINS, "").strip();
    }
}
