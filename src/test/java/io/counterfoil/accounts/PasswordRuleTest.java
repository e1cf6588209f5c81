package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PasswordRuleTest {
    private static final List<String> ANNA = List.of("anna", "anna.keller@example.org", "Anna Keller");

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/PasswordRule.csv", useHeadersInDisplayName = true, delimiter = '|')
    void isAsTheTableSays(String password, PasswordRule.Verdict verdict) {
        assertThat(PasswordRule.of(password, ANNA)).isEqualTo(verdict);
    }

    @Test
    void aPasswordOfMoreThan200CharactersIsRefused() {
        String long200 =
                "The quick brown fox jumps over 13 lazy dogs. ".repeat(5).substring(0, 199) + "!";

        assertThat(PasswordRule.of(long200 + "?", ANNA)).isEqualTo(PasswordRule.Verdict.TOO_LONG);
    }
}
