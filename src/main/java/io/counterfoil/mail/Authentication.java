package io.counterfoil.mail;

import java.util.Map;

/**
 * Whether the sender is who From says, as the organizer's own mail server found.
 *
 * @param results by method (dmarc, dkim, spf), for people
 */
public record Authentication(Verdict verdict, Map<String, String> results) {
    /** What follows from the results. */
    public enum Verdict {
        PASSED,
        FAILED,
        /** No server that is trusted said anything. */
        UNKNOWN
    }
}
