package io.counterfoil.organizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ScheduleRuleTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/ScheduleRule.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(
            String schedule, boolean stickToTheHour, Instant last, Instant now, Instant next, String refusal) {
        if (refusal == null) {
            assertThat(ScheduleRule.next(ScheduleRule.parse(schedule), stickToTheHour, last, now))
                    .isEqualTo(next);
        } else {
            assertThatThrownBy(() -> ScheduleRule.parse(schedule))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(refusal);
        }
    }
}
