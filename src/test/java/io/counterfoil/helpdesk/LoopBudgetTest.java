package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LoopBudgetTest {
    private static final Instant NOW = Instant.parse("2026-06-14T12:00:00Z");

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/LoopBudget.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(
            int hour, int day, int inHour, int inDay, @Nullable Duration stopped, LoopBudget.Verdict verdict) {
        assertThat(new LoopBudget(hour, day).of(inHour, inDay, stopped == null ? null : NOW.minus(stopped), NOW))
                .isEqualTo(verdict);
    }

    @Test
    void everyBudgetEnds() {
        for (LoopBudget.Scope scope : LoopBudget.Scope.values()) {
            assertThat(scope.budget().hour()).isBetween(1, scope.budget().day());
        }
    }
}
