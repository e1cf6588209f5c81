package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.helpdesk.AutomaticAnswer.Answer;
import io.counterfoil.helpdesk.AutomaticAnswer.Occasion;
import io.counterfoil.helpdesk.AutomaticAnswer.Role;
import io.counterfoil.helpdesk.AutomaticAnswer.Silence;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.MailKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AutomaticAnswerTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/AutomaticAnswer.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(
            @Nullable String from,
            MailKind kind,
            boolean mayBeAnswered,
            boolean ownMailbox,
            Role role,
            boolean held,
            boolean authenticated,
            int answeredToday,
            Answer answer,
            @Nullable Silence silence) {
        AutomaticAnswer.Verdict verdict = AutomaticAnswer.of(new Occasion(
                EmailAddress.parse(from), kind, mayBeAnswered, ownMailbox, role, held, authenticated, answeredToday));

        assertThat(verdict.answer()).isEqualTo(answer);
        assertThat(verdict.silence()).isEqualTo(silence);
    }
}
