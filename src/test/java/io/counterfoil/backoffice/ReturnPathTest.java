package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ReturnPathTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/ReturnPath.csv", useHeadersInDisplayName = true)
    void staysOnThisSite(@Nullable String asked, String leadsTo) {
        assertThat(ReturnPath.of(asked)).isEqualTo(leadsTo);
    }
}
