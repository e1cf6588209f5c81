package io.counterfoil.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SilenceRuleTest {
    private static final Instant NOW = Instant.parse("2026-06-14T12:00:00Z");

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/SilenceRule.csv", useHeadersInDisplayName = true)
    void steps(Duration readAgo, Duration limit, boolean raised, SilenceRule step) {
        assertThat(SilenceRule.at(NOW, NOW.minus(readAgo), limit, raised)).isEqualTo(step);
    }
}
