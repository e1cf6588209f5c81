package io.counterfoil.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RunProgressTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/RunProgress.csv", delimiter = '|', useHeadersInDisplayName = true)
    void howFarARunIs(
            LocalTime started,
            @Nullable LocalTime first,
            @Nullable LocalTime last,
            @Nullable Integer expected,
            int entries,
            @Nullable Integer percent) {
        RunProgress progress =
                new RunProgress(first == null ? null : at(first), last == null ? null : at(last), expected);

        assertThat(progress.percent(at(started), entries))
                .isEqualTo(percent == null ? OptionalInt.empty() : OptionalInt.of(percent));
    }

    private static Instant at(LocalTime time) {
        return LocalDate.of(2026, 6, 14).atTime(time).toInstant(ZoneOffset.UTC);
    }
}
