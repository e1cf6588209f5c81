package io.counterfoil.kernel;

import java.time.DateTimeException;
import java.time.Instant;

/** Which of the times that come from outside are times here: those of the years 1970 to 9999, which the database holds and pages show. */
public final class TimeBounds {
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private TimeBounds() {}

    /**
     * The same time.
     *
     * @throws DateTimeException when it is out of bounds; Java's reach a billion years further
     */
    public static Instant checked(Instant at) {
        if (at.isBefore(Instant.EPOCH) || at.isAfter(END)) {
            throw new DateTimeException(at + " is not in the years 1970 to 9999");
        }
        return at;
    }
}
