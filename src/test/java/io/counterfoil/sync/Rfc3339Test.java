package io.counterfoil.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class Rfc3339Test {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/Rfc3339.csv", useHeadersInDisplayName = true)
    void examples(String came, @Nullable String counts) {
        assertThat(Rfc3339.parse(came)).isEqualTo(counts == null ? null : Instant.parse(counts));
    }
}
