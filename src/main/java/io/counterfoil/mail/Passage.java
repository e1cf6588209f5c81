package io.counterfoil.mail;

/**
 * A stretch of a mail's text.
 *
 * @param text lines ended by {@code \n}, without empty ones at both ends
 */
public record Passage(Kind kind, String text) {
    /** What a stretch is. */
    public enum Kind {
        /** What the sender wrote now. */
        NEW,
        /** What was written before, by whomever. */
        QUOTE,
        SIGNATURE
    }
}
