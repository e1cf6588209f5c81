package io.counterfoil.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RetryRuleTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/RetryRule.csv", useHeadersInDisplayName = true)
    void waits(
            int attempts,
            Duration firstWait,
            Duration longestWait,
            int failed,
            Duration retryAfter,
            @Nullable Duration wait) {
        assertThat(new RetryRule(attempts, firstWait, longestWait).waitAfter(failed, retryAfter))
                .isEqualTo(Optional.ofNullable(wait));
    }

    @Test
    void aRuleThatNeverCallsIsRefused() {
        assertThatThrownBy(() -> new RetryRule(0, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryRule(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
