package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class QuoteLineTest {
    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/QuoteLine.csv",
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            useHeadersInDisplayName = true)
    void whatALineIs(String line, QuoteLine kind) {
        assertThat(QuoteLine.of(line)).isEqualTo(kind);
    }
}
