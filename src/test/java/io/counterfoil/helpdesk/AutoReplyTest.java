package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.mail.MailKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AutoReplyTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/AutoReply.csv", useHeadersInDisplayName = true)
    void whatBecomesOfMailThatNobodyWrote(
            MailKind kind, boolean fromOurMailbox, boolean quotesOurs, boolean takesPart, AutoReply becomes) {
        assertThat(AutoReply.of(new AutoReply.Signs(kind, fromOurMailbox, quotesOurs, takesPart)))
                .isEqualTo(becomes);
    }
}
