package io.counterfoil.backoffice;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.tickets.EventFigures;
import io.counterfoil.tickets.TransferFigures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The transfers of an event as its page shows them.
 *
 * @param steps of the whole time
 * @param hours of one day; none where the whole is by the hour already
 * @param dayChart null likewise
 */
record EventTransfers(
        TransferTimes times,
        List<Step> steps,
        BarChart chart,
        List<Step> hours,
        @Nullable BarChart dayChart) {

    /**
     * Transfers that began in an hour, a day or a week.
     *
     * @param path of the same hour by hour; null: it is an hour
     */
    record Step(TransferFigures.Hour step, @Nullable String path) {}

    /** @param asked a day that is shown by the hour, see {@link TransferTimes#of} */
    static EventTransfers of(
            OrganizerCode organizer, EventFigures.Figures found, @Nullable LocalDate asked, Instant now, Formats fmt) {
        EventFigures.Event event = found.event();
        TransferTimes times = TransferTimes.of(found.perHour(), event.startsAt(), asked, now, fmt.zone());
        TransferTimes.OneDay day = times.day();
        List<Step> steps = times.steps().stream()
                .map(step -> new Step(step, day == null ? null : path(organizer, event, step.hour(), fmt)))
                .toList();
        List<Step> hours = day == null
                ? List.of()
                : day.hours().stream().map(hour -> new Step(hour, null)).toList();
        return new EventTransfers(
                times,
                steps,
                chart(steps, day == null ? fmt::hour : fmt::shortDay),
                hours,
                day == null ? null : chart(hours, fmt::hour));
    }

    private static BarChart chart(List<Step> steps, Function<Instant, String> label) {
        return BarChart.of(steps.stream()
                .map(each -> new BarChart.Value(
                        label.apply(each.step().hour()),
                        List.of(
                                each.step().confirmed(),
                                each.step().cancelled(),
                                each.step().pending()),
                        each.path()))
                .toList());
    }

    /** The event's page with the day that a moment is in hour by hour. */
    private static String path(OrganizerCode organizer, EventFigures.Event event, Instant at, Formats fmt) {
        return "/o/" + organizer + "/event?id=" + URLEncoder.encode(event.eventId(), StandardCharsets.UTF_8) + "&day="
                + LocalDate.ofInstant(at, fmt.zone()) + "#day";
    }
}
