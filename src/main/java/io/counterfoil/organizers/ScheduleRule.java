package io.counterfoil.organizers;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** When a scheduled function is due next. Source: retrieve ticket status, rule 7. */
@Rule("A schedule is an ISO 8601 duration from one second to a year; the next start is the first one after now in the"
        + " rhythm of the last, missed ones are not made up for; with stickToTheHour, schedules that are whole"
        + " multiples of 5 minutes start on minutes that end with 0 or 5, on multiples of the schedule since"
        + " midnight UTC of 1 January 1970.")
final class ScheduleRule {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final long FIVE_MINUTES = Duration.ofMinutes(5).toMillis();

    private ScheduleRule() {}

    /** The duration, refused when it is no schedule. */
    static Duration parse(String text) {
        try {
            Duration schedule = Duration.parse(text.strip());
            if (schedule.compareTo(SHORTEST) >= 0 && schedule.compareTo(LONGEST) <= 0) {
                return schedule;
            }
        } catch (DateTimeParseException notADuration) {
            // told below, like one out of bounds
        }
        throw Refusal.invalid("schedule", text, "an ISO 8601 duration from PT1S to P366D such as PT5M, or null");
    }

    /** @param last when it was due before; null: never */
    static Instant next(Duration schedule, boolean stickToTheHour, @Nullable Instant last, Instant now) {
        long step = schedule.toMillis();
        if (stickToTheHour && step % FIVE_MINUTES == 0 && schedule.toNanosPart() % 1_000_000 == 0) {
            return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), step) + 1) * step);
        }
        if (last == null || last.isAfter(now)) {
            return now.plus(schedule);
        }
        long missed = Duration.between(last, now).toMillis() / step;
        return last.plusMillis((missed + 1) * step);
    }
}
