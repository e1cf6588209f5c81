package io.counterfoil.helpdesk;

/** Text as entries keep it. */
final class CaseText {
    /** Characters; the mail keeps the rest. A long letter has 20,000. */
    private static final int LONGEST = 100_000;

    private CaseText() {}

    static String bounded(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "\n…";
    }
}
