package io.counterfoil.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OrphanRuleTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/OrphanRule.csv", useHeadersInDisplayName = true)
    void whoIsOrphaned(boolean temporary, boolean inUse, boolean onCancelledLine, boolean orphaned) {
        assertThat(OrphanRule.isOrphaned(temporary, inUse, onCancelledLine)).isEqualTo(orphaned);
    }

    @Test
    void theRetentionPeriodIsCountedInDaysOf24Hours() {
        assertThat(OrphanRule.erasedWhenOrphanedUntil(Instant.parse("2026-06-30T12:00:00Z"), 30))
                .isEqualTo("2026-05-31T12:00:00Z");
    }
}
