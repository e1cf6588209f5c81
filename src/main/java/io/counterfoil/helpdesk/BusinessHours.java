package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Rule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a help desk works, in the organizer's time zone; what targets are measured in.
 *
 * @param week spans of each day, in their order and apart
 * @param holidays days on which nobody works
 */
@Rule(
        "Working time is what of the time between two moments lies in the spans of the week, in the organizer's time zone, on days that"
                + " are no holidays. A target's moment is the first one after which that much working time has passed. The hour that a"
                + " change of clocks takes or gives is not, or is, worked.")
record BusinessHours(ZoneId zone, Map<DayOfWeek, List<Span>> week, Set<LocalDate> holidays) {
    /** What stands until somebody writes another. */
    static final String STANDARD = "MON-FRI 09:00-18:00";

    private static final Pattern LINE =
            Pattern.compile("([A-Z]{3})(?:-([A-Z]{3}))?\\s+(\\d{2}:\\d{2})-(\\d{2}:\\d{2})");
    private static final String EXPECTED = "lines such as MON-FRI 09:00-18:00, spans of a day apart and in their order";
    /** A target is nearer than this, or there is no working time. */
    private static final int MOST_DAYS = 3 * 366;

    /** @param until 24:00 is the first moment of the next day, written 00:00 */
    record Span(LocalTime from, LocalTime until) {}

    /** @param text a line, or several, of days and a span; refused where it is none */
    static BusinessHours of(ZoneId zone, String text, Set<LocalDate> holidays) {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        for (String line : text.replace(';', '\n').lines().toList()) {
            if (!line.isBlank()) {
                addLine(week, line.strip().toUpperCase(Locale.ROOT));
            }
        }
        if (week.isEmpty()) {
            throw Refusal.invalid("businessHours", text, EXPECTED);
        }
        return new BusinessHours(zone, Map.copyOf(week), Set.copyOf(holidays));
    }

    private static void addLine(Map<DayOfWeek, List<Span>> week, String line) {
        Matcher form = LINE.matcher(line.replace("24:00", "00:00"));
        if (!form.matches()) {
            throw Refusal.invalid("businessHours", line, EXPECTED);
        }
        Span span = new Span(time(line, form.group(3)), time(line, form.group(4)));
        DayOfWeek first = day(line, form.group(1));
        DayOfWeek last = form.group(2) == null ? first : day(line, form.group(2));
        for (DayOfWeek day = first; ; day = day.plus(1)) {
            List<Span> spans = week.computeIfAbsent(day, none -> new ArrayList<>());
            boolean apart = spans.isEmpty()
                    || (!spans.getLast().until().equals(LocalTime.MIDNIGHT)
                            && !span.from().isBefore(spans.getLast().until()));
            if (!apart
                    || !(span.until().equals(LocalTime.MIDNIGHT) || span.from().isBefore(span.until()))) {
                throw Refusal.invalid("businessHours", line, EXPECTED);
            }
            spans.add(span);
            if (day == last) {
                return;
            }
        }
    }

    private static DayOfWeek day(String line, String code) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().startsWith(code)) {
                return day;
            }
        }
        throw Refusal.invalid("businessHours", line, EXPECTED);
    }

    private static LocalTime time(String line, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException noTime) {
            throw Refusal.invalid("businessHours", line, EXPECTED);
        }
    }

    /** The working time between two moments; none where the second is not the later one. */
    Duration between(Instant from, Instant until) {
        Duration sum = Duration.ZERO;
        LocalDate last = until.atZone(zone).toLocalDate();
        for (LocalDate day = from.atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            for (Span span : spans(day)) {
                Instant begin = max(begin(day, span), from);
                Instant end = min(end(day, span), until);
                sum = begin.isBefore(end) ? sum.plus(Duration.between(begin, end)) : sum;
            }
        }
        return sum;
    }

    /** The moment when this much working time has passed since another. */
    Instant after(Instant from, Duration work) {
        Duration left = work;
        LocalDate day = from.atZone(zone).toLocalDate();
        for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
            for (Span span : spans(day)) {
                Instant begin = max(begin(day, span), from);
                Instant end = end(day, span);
                if (!begin.isBefore(end)) {
                    continue;
                }
                Duration open = Duration.between(begin, end);
                if (left.compareTo(open) <= 0) {
                    return begin.plus(left);
                }
                left = left.minus(open);
            }
        }
        // nothing but holidays: then the clock on the wall
        return from.plus(work);
    }

    private List<Span> spans(LocalDate day) {
        return holidays.contains(day) ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
    }

    private Instant begin(LocalDate day, Span span) {
        return day.atTime(span.from()).atZone(zone).toInstant();
    }

    private Instant end(LocalDate day, Span span) {
        LocalDate on = span.until().equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
        return on.atTime(span.until()).atZone(zone).toInstant();
    }

    private static Instant max(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
