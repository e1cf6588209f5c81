package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Refusal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an organizer's help desk works.
 *
 * @param closeAfterDays days after which a solved case closes
 * @param closingMail whether the requester is told
 * @param remindAfterDays days after which the requester of a waiting case is reminded; null: never
 * @param businessHours lines such as {@code MON-FRI 09:00-18:00}, in the organizer's time zone
 * @param targets by priority; a priority without one has none
 */
public record DeskSetting(
        int closeAfterDays,
        boolean closingMail,
        @Nullable Integer remindAfterDays,
        String businessHours,
        Set<LocalDate> holidays,
        Map<CasePriority, Target> targets) {
    /** Of organizers that set nothing. */
    public static final DeskSetting STANDARD =
            new DeskSetting(7, true, null, BusinessHours.STANDARD, Set.of(), Map.of());

    private static final int MOST_DAYS = 365;
    private static final int MOST_HOLIDAYS = 500;
    private static final Duration LONGEST_TARGET = Duration.ofDays(365);

    /** Working time until something has to have happened; null: it need not. */
    public record Target(
            @Nullable Duration firstAnswer, @Nullable Duration solution) {}

    /** Refuses what is no setting. */
    void check(ZoneId zone) {
        days("closeAfterDays", closeAfterDays);
        if (remindAfterDays != null) {
            days("remindAfterDays", remindAfterDays);
        }
        BusinessHours.of(zone, businessHours, holidays);
        if (holidays.size() > MOST_HOLIDAYS) {
            throw Refusal.invalid("holidays", holidays.size() + " days", "at most " + MOST_HOLIDAYS);
        }
        targets.forEach((priority, target) -> {
            time("firstAnswer of " + priority, target.firstAnswer());
            time("solution of " + priority, target.solution());
        });
    }

    private static void days(String field, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw Refusal.invalid(field, days, "1 to " + MOST_DAYS);
        }
    }

    private static void time(String field, @Nullable Duration time) {
        boolean good =
                time == null || (time.compareTo(Duration.ofMinutes(1)) >= 0 && time.compareTo(LONGEST_TARGET) <= 0);
        if (!good) {
            throw Refusal.invalid(field, time, "a minute to " + LONGEST_TARGET.toDays() + " days");
        }
    }
}
