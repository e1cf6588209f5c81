package io.counterfoil.backoffice;

import io.counterfoil.kernel.Rule;

/** Who received unusually many tickets of an event. */
@Rule(
        "A person received unusually many tickets of an event when they are at least five, and at least three times what those"
                + " who received any did on average: the pattern of a tout, or of whoever buys for a group.")
final class ToutPattern {
    private static final long LEAST = 5;
    private static final double TIMES = 3;

    private ToutPattern() {}

    static boolean fits(long received, double average) {
        return received >= LEAST && received >= TIMES * average;
    }
}
