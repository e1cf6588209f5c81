package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BusinessHoursTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/BusinessHours.csv", useHeadersInDisplayName = true)
    void areAsTheExamplesSay(
            ZoneId zone,
            String hours,
            @Nullable String holidays,
            Instant from,
            Instant until,
            Duration worked,
            @Nullable Boolean due,
            @Nullable String refused) {
        if (refused != null) {
            assertThatThrownBy(() -> BusinessHours.of(zone, hours, Set.of()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(refused);
            return;
        }
        BusinessHours rule = BusinessHours.of(zone, hours, dates(holidays));

        assertThat(rule.between(from, until)).isEqualTo(worked);
        if (Boolean.TRUE.equals(due)) {
            assertThat(rule.after(from, worked)).isEqualTo(until);
        }
    }

    @Test
    void withNothingButHolidaysTheClockOnTheWallCounts() {
        Instant from = Instant.parse("2026-06-15T07:00:00Z");
        Set<LocalDate> holidays = LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2031, 1, 1))
                .filter(day -> day.getDayOfWeek() == DayOfWeek.MONDAY)
                .collect(Collectors.toSet());

        assertThat(BusinessHours.of(ZoneId.of("Europe/Paris"), "MON 09:00-18:00", holidays)
                        .after(from, Duration.ofHours(4)))
                .isEqualTo(from.plus(Duration.ofHours(4)));
    }

    private static Set<LocalDate> dates(@Nullable String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(" ", -1)).map(LocalDate::parse).collect(Collectors.toSet());
    }
}
