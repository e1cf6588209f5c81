package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FunctionHealthTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/FunctionHealth.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(
            boolean failing,
            boolean paused,
            @Nullable Duration schedule,
            @Nullable Duration sinceGood,
            FunctionHealth health) {
        assertThat(FunctionHealth.of(failing, paused, schedule, sinceGood)).isEqualTo(health);
    }
}
