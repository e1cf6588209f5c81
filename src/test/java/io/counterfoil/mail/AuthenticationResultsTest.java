package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AuthenticationResultsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/AuthenticationResults.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whetherTheSenderIsWhoFromSays(String fields, @Nullable String domain, Authentication.Verdict verdict) {
        HeaderFields header = AutomaticMailTest.headerOf(fields, " ;; ");

        assertThat(AuthenticationResults.read(header, Set.of("mx.opera.example"), domain)
                        .verdict())
                .isEqualTo(verdict);
    }
}
