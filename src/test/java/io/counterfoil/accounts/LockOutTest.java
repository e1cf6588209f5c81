package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LockOutTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/LockOut.csv", useHeadersInDisplayName = true)
    void growsWithEachWrongOne(int wrong, long seconds) {
        assertThat(LockOut.after(wrong)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
