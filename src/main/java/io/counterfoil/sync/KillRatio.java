package io.counterfoil.sync;

import io.counterfoil.kernel.Rule;

/** When a page is not worth applying (custom parameter {@code killRatio}). */
@Rule(
        "A run fails before a page of which at least killRatio percent, and at least 10 entries, would be quarantined: the"
                + " feed, not a ticket, is broken.")
final class KillRatio {
    private static final int FEWEST = 10;

    private KillRatio() {}

    /**
     * Whether the page is to be left alone.
     *
     * @param quarantined entries of the page that would be
     * @param percent 1 to 100
     */
    static boolean kills(int quarantined, int entries, int percent) {
        return quarantined >= FEWEST && 100L * quarantined >= (long) percent * entries;
    }
}
