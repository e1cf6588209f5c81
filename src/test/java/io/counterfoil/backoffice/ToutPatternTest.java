package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ToutPatternTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/ToutPattern.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(long received, double average, boolean unusual) {
        assertThat(ToutPattern.fits(received, average)).isEqualTo(unusual);
    }
}
