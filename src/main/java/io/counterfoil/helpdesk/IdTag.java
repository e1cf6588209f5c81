package io.counterfoil.helpdesk;

import java.text.Normalizer;

/** What stands before and after a case number in a subject: a mailbox's setting. */
public record IdTag(String start, String end) {
    /** What a mailbox has until somebody chooses another. */
    public static final IdTag STANDARD = new IdTag("[ID:", "]");

    /** As it is compared. */
    IdTag normal() {
        return new IdTag(Compared.of(start).text(), Compared.of(end).text());
    }

    /**
     * A text as tags are compared: compatible characters are one (full-width brackets and digits), letter case, blanks and what
     * cannot be seen don't count.
     *
     * @param places for each of its characters the place in the given text, in composed form, where it comes from
     */
    record Compared(String text, int[] places, String given) {
        static Compared of(String text) {
            String given = Normalizer.normalize(text, Normalizer.Form.NFC);
            StringBuilder out = new StringBuilder(given.length());
            int[] places = new int[given.length() * 18 + 1];
            int i = 0;
            while (i < given.length()) {
                int c = given.codePointAt(i);
                String compatible = c < 0x80
                        ? Character.toString(c)
                        : Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
                int place = i;
                compatible.codePoints().filter(each -> !isUnseen(each)).forEach(each -> {
                    int before = out.length();
                    // up and down, as letters that look alike in one case only meet in the other
                    out.appendCodePoint(Character.toLowerCase(Character.toUpperCase(each)));
                    for (int n = before; n < out.length(); n++) {
                        places[n] = place;
                    }
                });
                i += Character.charCount(c);
            }
            places[out.length()] = given.length();
            return new Compared(out.toString(), places, given);
        }

        private static boolean isUnseen(int c) {
            return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
        }
    }
}
