package io.counterfoil.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RealNamesTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/RealNames.csv", useHeadersInDisplayName = true)
    void names(@Nullable String firstName, @Nullable String lastName, boolean real) {
        assertThat(RealNames.are(firstName, lastName)).isEqualTo(real);
    }
}
