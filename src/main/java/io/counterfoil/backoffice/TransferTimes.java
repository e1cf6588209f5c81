package io.counterfoil.backoffice;

import io.counterfoil.tickets.TransferFigures.Hour;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When the transfers of an event took place: over the whole time from the first to the last, or to the event's start if that
 * is later and past, in the finest steps for which there is room; and hour by hour on one day of it. A wallet's clock may say
 * anything: what it puts years away is found by its day only.
 *
 * @param steps the whole time, also those without any transfer
 * @param day null: the steps are hours already
 */
record TransferTimes(Unit unit, List<Hour> steps, @Nullable OneDay day) {
    private static final int MOST_HOURS = 24;
    private static final int MOST_DAYS = 60;
    private static final Duration FURTHEST_BACK = Duration.ofDays(5 * 365);

    private static final Duration FURTHEST_AHEAD = Duration.ofDays(1);

    /** How long a step is. */
    enum Unit {
        HOUR,
        DAY,
        WEEK;

        /** The first moment of the step in which a moment is. */
        Instant floor(Instant at, ZoneId zone) {
            ZonedDateTime local = at.atZone(zone);
            return switch (this) {
                case HOUR -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
                case DAY -> local.toLocalDate().atStartOfDay(zone).toInstant();
                case WEEK ->
                    local.toLocalDate()
                            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                            .atStartOfDay(zone)
                            .toInstant();
            };
        }

        /** The first moment of the step after one. */
        Instant next(Instant step, ZoneId zone) {
            LocalDate day = LocalDate.ofInstant(step, zone);
            return switch (this) {
                // where clocks are put back by less than an hour, two steps begin at the same time of day
                case HOUR -> step.plus(1, ChronoUnit.HOURS);
                case DAY -> day.plusDays(1).atStartOfDay(zone).toInstant();
                case WEEK -> day.plusWeeks(1).atStartOfDay(zone).toInstant();
            };
        }
    }

    /**
     * A day, hour by hour.
     *
     * @param before the last day before it with transfers; null: there is none
     * @param after the first day after it with transfers; null: there is none
     */
    record OneDay(
            LocalDate date,
            List<Hour> hours,
            @Nullable LocalDate before,
            @Nullable LocalDate after) {}

    /**
     * @param known hours with transfers, in their order
     * @param startsAt when the event starts; null: nobody knows
     * @param asked a day to be shown; null or out of the whole time: the last one with transfers
     */
    static TransferTimes of(
            List<Hour> known, @Nullable Instant startsAt, @Nullable LocalDate asked, Instant now, ZoneId zone) {
        if (known.isEmpty()) {
            return new TransferTimes(Unit.HOUR, List.of(), null);
        }
        List<Hour> within = within(known, now);
        Instant first = within.getFirst().hour();
        Instant last = last(within.getLast().hour(), startsAt, now);
        boolean all = within.size() == known.size();
        Unit unit = all && isShort(first, last, zone) ? Unit.HOUR : dayOrWeek(first, last, zone);
        return new TransferTimes(
                unit, steps(within, first, last, unit, zone), unit == Unit.HOUR ? null : day(known, asked, zone));
    }

    /** Those whose times a picture has room for; where there is none of them the last one. */
    private static List<Hour> within(List<Hour> known, Instant now) {
        Instant from = now.minus(FURTHEST_BACK);
        Instant until = now.plus(FURTHEST_AHEAD);
        List<Hour> found = known.stream()
                .filter(hour -> hour.hour().isAfter(from) && hour.hour().isBefore(until))
                .toList();
        return found.isEmpty() ? List.of(known.getLast()) : found;
    }

    private static Instant last(Instant transfer, @Nullable Instant startsAt, Instant now) {
        return startsAt != null && startsAt.isAfter(transfer) && !startsAt.isAfter(now) ? startsAt : transfer;
    }

    private static boolean isShort(Instant first, Instant last, ZoneId zone) {
        return ChronoUnit.HOURS.between(Unit.HOUR.floor(first, zone), last) < MOST_HOURS;
    }

    private static Unit dayOrWeek(Instant first, Instant last, ZoneId zone) {
        long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(first, zone), LocalDate.ofInstant(last, zone));
        return days < MOST_DAYS ? Unit.DAY : Unit.WEEK;
    }

    private static OneDay day(List<Hour> known, @Nullable LocalDate asked, ZoneId zone) {
        TreeSet<LocalDate> days = new TreeSet<>();
        known.forEach(hour -> days.add(LocalDate.ofInstant(hour.hour(), zone)));
        LocalDate date =
                asked == null || asked.isBefore(days.first()) || asked.isAfter(days.last()) ? days.last() : asked;
        Instant begin = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        List<Hour> ofThatDay = known.stream()
                .filter(hour -> !hour.hour().isBefore(begin) && hour.hour().isBefore(end))
                .toList();
        return new OneDay(
                date,
                steps(ofThatDay, begin, end.minusMillis(1), Unit.HOUR, zone),
                days.lower(date),
                days.higher(date));
    }

    /** Every step from the one that {@code first} is in to the one that {@code last} is in, with what is known of each. */
    static List<Hour> steps(List<Hour> known, Instant first, Instant last, Unit unit, ZoneId zone) {
        TreeMap<Instant, Hour> steps = new TreeMap<>();
        for (Instant step = unit.floor(first, zone); !step.isAfter(last); step = unit.next(step, zone)) {
            steps.put(step, new Hour(step, 0, 0, 0));
        }
        for (Hour hour : known) {
            Map.Entry<Instant, Hour> step = steps.floorEntry(hour.hour());
            if (step != null) {
                steps.put(step.getKey(), sum(step.getValue(), hour));
            }
        }
        return List.copyOf(steps.values());
    }

    private static Hour sum(Hour step, Hour more) {
        return new Hour(
                step.hour(),
                step.confirmed() + more.confirmed(),
                step.cancelled() + more.cancelled(),
                step.pending() + more.pending());
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
