package io.counterfoil.accounts;

import io.counterfoil.kernel.Rule;
import java.time.Duration;

/** How long an account stays closed to guesses. */
@Rule(
        "After five wrong passwords or codes in a row an account waits 30 seconds before anything is looked at, after each"
                + " further one twice as long, 15 minutes at most; a good one, or a day without any, clears the count.")
final class LockOut {
    /** After this time without a guess the count begins anew. */
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private static final int FREE = 4;
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 5;

    private LockOut() {}

    /** The wait after so many wrong ones in a row. */
    static Duration after(int failures) {
        if (failures <= FREE) {
            return Duration.ZERO;
        }
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures - FREE - 1, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
