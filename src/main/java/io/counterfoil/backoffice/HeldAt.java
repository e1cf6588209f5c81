package io.counterfoil.backoffice;

import io.counterfoil.backoffice.People.Person;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Who held a ticket at a time.
 *
 * @param from the first time that the slider knows, {@code until} the last
 * @param step where the slider stands
 * @param imported whether no line but the import made it so
 */
record HeldAt(
        Instant from,
        Instant until,
        Instant at,
        int step,
        Person person,
        @Nullable Instant since,
        boolean imported) {
    static final int STEPS = 200;

    public int steps() {
        return STEPS;
    }

    /** The time that was asked for: as typed, or as a step of the slider; neither: now. */
    record Moment(@Nullable String at, @Nullable Integer step) {
        Instant within(Instant from, Instant until, ZoneId zone) {
            if (step != null) {
                long steps = Math.clamp(step, 0, STEPS);
                return from.plus(
                        Duration.between(from, until).multipliedBy(steps).dividedBy(STEPS));
            }
            if (at != null && !at.isBlank()) {
                try {
                    return LocalDateTime.parse(at).atZone(zone).toInstant();
                } catch (DateTimeException noTime) {
                    return until;
                }
            }
            return until;
        }
    }

    static int stepOf(Instant at, Instant from, Instant until) {
        long whole = Math.max(1, Duration.between(from, until).toSeconds());
        return Math.clamp(Duration.between(from, at).toSeconds() * STEPS / whole, 0, STEPS);
    }
}
