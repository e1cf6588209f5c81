package io.counterfoil.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class KillRatioTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/KillRatio.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whenAPageIsLeftAlone(int killRatio, int entries, int quarantined, String page) {
        assertThat(KillRatio.kills(quarantined, entries, killRatio) ? "left alone" : "applied")
                .isEqualTo(page);
    }
}
