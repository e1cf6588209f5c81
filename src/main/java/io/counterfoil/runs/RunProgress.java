package io.counterfoil.runs;

import io.counterfoil.kernel.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is, as far as anybody can tell while it goes on.
 *
 * @param firstChangeAt when the first change happened that it was told; null: nobody said
 * @param lastChangeAt when the last change happened that it has applied; null: nobody said
 * @param expected how many entries there were when it began; null: nobody knows
 */
@Rule(
        "A run whose entries are counted beforehand is as far as its entries. One that goes through changes in their order is as far"
                + " as the time from the first of them to its start that it has gone through, where that is a minute or more; it"
                + " is never told to be whole before it has ended. Of any other nobody knows.")
public record RunProgress(
        @Nullable Instant firstChangeAt,
        @Nullable Instant lastChangeAt,
        @Nullable Integer expected) {
    static final RunProgress UNKNOWN = new RunProgress(null, null, null);

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final int ALMOST = 99;

    /**
     * Percent of the whole; empty: nobody knows.
     *
     * @param entries that it has seen
     */
    public OptionalInt percent(Instant startedAt, int entries) {
        if (expected != null) {
            return expected == 0 ? OptionalInt.empty() : part(entries, expected);
        }
        if (firstChangeAt == null || lastChangeAt == null) {
            return OptionalInt.empty();
        }
        Duration whole = Duration.between(firstChangeAt, startedAt);
        if (whole.compareTo(LEAST) < 0) {
            return OptionalInt.empty();
        }
        return part(Duration.between(firstChangeAt, lastChangeAt).toMillis(), whole.toMillis());
    }

    private static OptionalInt part(long done, long whole) {
        return OptionalInt.of(Math.clamp(done * 100 / whole, 0, ALMOST));
    }
}
