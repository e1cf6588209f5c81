package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SmtpAnswerTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/SmtpAnswer.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(SmtpAnswer.Step step, int code, SmtpAnswer answer) {
        assertThat(SmtpAnswer.of(step, code)).isEqualTo(answer);
    }
}
