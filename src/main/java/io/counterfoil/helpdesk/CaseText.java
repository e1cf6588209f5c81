package io.counterfoil.helpdesk;

/** Text as entries keep it. */
final class CaseText {
    /** Characters; the mail keeps the rest. A long letter has 20,000. */
    private static final int LONGEST = 100_000;

    private CaseText() {}

    static String bounded(String text) {
        return text.length() <= LONGEST ? text : cut(text, LONGEST) + "\n…";
    }

    /** Its beginning; no character is cut in two. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
