package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.backoffice.TransferTimes.Unit;
import io.counterfoil.tickets.TransferFigures.Hour;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TransferTimesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aShortTimeIsByTheHourWithoutGaps() {
        TransferTimes times = TransferTimes.of(
                List.of(hour("2026-06-01T09:00:00Z", 2), hour("2026-06-01T12:00:00Z", 1)), null, null, NOW, PARIS);

        assertThat(times.unit()).isEqualTo(Unit.HOUR);
        assertThat(times.day()).isNull();
        assertThat(times.steps()).extracting(Hour::all).containsExactly(2L, 0L, 0L, 1L);
    }

    @Test
    void itGoesOnToTheStartOfAnEventThatIsPastAndNoFurtherThanTheLastTransferBeforeOneToCome() {
        List<Hour> known = List.of(hour("2026-06-01T09:00:00Z", 2));

        assertThat(TransferTimes.of(known, Instant.parse("2026-06-01T18:00:00Z"), null, NOW, PARIS)
                        .steps())
                .hasSize(10);
        assertThat(TransferTimes.of(known, Instant.parse("2027-06-01T18:00:00Z"), null, NOW, PARIS)
                        .steps())
                .hasSize(1);
    }

    @Test
    void aLongerTimeIsByTheDayOfTheZoneAndALongOneByTheWeekFromMonday() {
        // 22:30 in UTC is the next day in Paris
        List<Hour> days = List.of(hour("2026-06-01T22:30:00Z", 1), hour("2026-06-04T09:00:00Z", 3));
        TransferTimes byDay = TransferTimes.of(days, null, null, NOW, PARIS);
        assertThat(byDay.unit()).isEqualTo(Unit.DAY);
        assertThat(byDay.steps())
                .containsExactly(
                        hour("2026-06-01T22:00:00Z", 1),
                        hour("2026-06-02T22:00:00Z", 0),
                        hour("2026-06-03T22:00:00Z", 3));

        List<Hour> weeks = List.of(hour("2026-03-25T09:00:00Z", 1), hour("2026-06-04T09:00:00Z", 3));
        TransferTimes byWeek = TransferTimes.of(weeks, null, null, NOW, PARIS);
        assertThat(byWeek.unit()).isEqualTo(Unit.WEEK);
        // the clocks go forward on the 29th of March
        assertThat(byWeek.steps())
                .hasSize(11)
                .startsWith(hour("2026-03-22T23:00:00Z", 1), hour("2026-03-29T22:00:00Z", 0));
        assertThat(byWeek.steps().getLast().all()).isEqualTo(3);
    }

    @Test
    void whatAWalletsClockPutsAThousandYearsAwayMakesNoPictureOfAThousandYears() {
        List<Hour> known = List.of(
                hour("0001-06-01T09:00:00Z", 1),
                hour("2026-06-01T09:00:00Z", 2),
                hour("2026-06-01T10:00:00Z", 4),
                hour("9999-06-01T09:00:00Z", 8));

        TransferTimes times = TransferTimes.of(known, null, LocalDate.parse("2026-06-01"), NOW, PARIS);

        assertThat(times.unit()).isEqualTo(Unit.DAY);
        assertThat(times.steps()).extracting(Hour::all).containsExactly(6L);
        assertThat(times.day())
                .extracting(TransferTimes.OneDay::before, TransferTimes.OneDay::after)
                .containsExactly(LocalDate.parse("0001-06-01"), LocalDate.parse("9999-06-01"));
        assertThat(TransferTimes.of(known.subList(3, 4), null, null, NOW, PARIS).steps())
                .hasSize(1);
    }

    @Test
    void aDayHasTheHoursThatItHasAndLeadsToTheDaysBesideIt() {
        // the clocks go back on the 25th of October: 25 hours
        List<Hour> known = List.of(
                hour("2026-10-20T09:00:00Z", 1),
                hour("2026-10-25T00:00:00Z", 2),
                hour("2026-10-25T01:00:00Z", 4),
                hour("2026-10-28T09:00:00Z", 1));
        TransferTimes.OneDay day =
                Objects.requireNonNull(TransferTimes.of(known, null, LocalDate.parse("2026-10-25"), NOW, PARIS)
                        .day());

        assertThat(day.hours()).hasSize(25).extracting(Hour::all).startsWith(0L, 0L, 2L, 4L, 0L);
        assertThat(day.before()).isEqualTo(LocalDate.parse("2026-10-20"));
        assertThat(day.after()).isEqualTo(LocalDate.parse("2026-10-28"));
        assertThat(TransferTimes.of(known, null, LocalDate.MAX, NOW, PARIS).day())
                .extracting(TransferTimes.OneDay::date)
                .isEqualTo(LocalDate.parse("2026-10-28"));
    }

    @Test
    void hoursBeginWhereTheZonesHoursBegin() {
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");

        assertThat(Unit.HOUR.floor(Instant.parse("2026-06-01T09:29:00Z"), kolkata))
                .isEqualTo("2026-06-01T08:30:00Z");
        assertThat(Unit.HOUR.floor(Instant.parse("2026-06-01T09:14:00Z"), kathmandu))
                .isEqualTo("2026-06-01T08:15:00Z");
        // where an hour lasts but thirty minutes no transfer is lost
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        Instant change = Instant.parse("2026-04-04T15:00:00Z");
        List<Hour> known = List.of(hour("2026-04-04T14:00:00Z", 1), hour("2026-04-04T15:30:00Z", 1));
        assertThat(TransferTimes.steps(known, change.minusSeconds(3600), change.plusSeconds(7200), Unit.HOUR, lordHowe))
                .extracting(Hour::all)
                .contains(1L)
                .satisfies(all ->
                        assertThat(all.stream().mapToLong(each -> each).sum()).isEqualTo(2));
    }

    private static Hour hour(String at, long confirmed) {
        return new Hour(Instant.parse(at), confirmed, 0, 0);
    }
}
