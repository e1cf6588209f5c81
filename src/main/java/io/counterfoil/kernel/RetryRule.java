package io.counterfoil.kernel;

import java.time.Duration;
import java.util.Optional;

/**
 * How often and after which wait a call is tried again. Waits double from the first to the longest.
 *
 * @param attempts calls in all, the first included, at least 1
 * @param firstWait wait before the second call
 * @param longestWait no wait is longer, and a {@code Retry-After} beyond it ends the attempts
 */
@Rule(
        "A call is tried again after waits that double up to a longest one; Retry-After is honoured where it is longer, and"
                + " where it exceeds the longest wait the next schedule tries again.")
public record RetryRule(int attempts, Duration firstWait, Duration longestWait) {
    /** Refuses a rule that never calls. */
    public RetryRule {
        if (attempts < 1 || firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("attempts " + attempts + ", waits " + firstWait + " to " + longestWait
                    + " (expected: at least 1 attempt, first wait not longer than the longest)");
        }
    }

    /**
     * The wait before the next call, or nothing when there is none.
     *
     * @param failed calls that failed so far, from 1
     * @param retryAfter what the other side asked for, zero when it asked for nothing
     */
    public Optional<Duration> waitAfter(int failed, Duration retryAfter) {
        if (failed >= attempts || retryAfter.compareTo(longestWait) > 0) {
            return Optional.empty();
        }
        Duration doubled = firstWait.multipliedBy(1L << Math.min(failed - 1, 20));
        Duration own = doubled.compareTo(longestWait) > 0 ? longestWait : doubled;
        return Optional.of(own.compareTo(retryAfter) > 0 ? own : retryAfter);
    }
}
