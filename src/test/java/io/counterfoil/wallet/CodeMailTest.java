package io.counterfoil.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.Patience;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.FaultyServer;
import io.counterfoil.mail.MailTimeouts;
import jakarta.mail.internet.MimeMessage;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Sign-in codes over a mail server: while the person waits, and he is told when it cannot be. */
@Timeout(Patience.SECONDS)
class CodeMailTest {
    private static final EmailAddress ANNA =
            EmailAddress.parse("anna@example.org").orElseThrow();

    @Test
    void theCodeArrivesInTheLanguageOfThePage() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            CodeMail mail = mail(server.getSmtp().getPort());
            mail.send(ANNA, "ABCD-1234", 10, Locale.ENGLISH);
            mail.send(ANNA, "WXYZ-9876", 10, Locale.FRENCH);

            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(2);
            assertThat(received[0].getSubject()).contains("ABCD-1234");
            assertThat(received[0].getAllRecipients()[0].toString()).isEqualTo("anna@example.org");
            assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(received[1].getContent().toString()).contains("WXYZ-9876");
            assertThat(received[1].getSubject().replace("WXYZ-9876", ""))
                    .isNotEqualTo(received[0].getSubject().replace("ABCD-1234", ""));
        } finally {
            server.stop();
        }
    }

    @Test
    void whoWaitsIsToldWhenTheServerSaysNothingOrIsNotThere() {
        try (FaultyServer silent = FaultyServer.silent()) {
            refused(mail(silent.port()));
        }
        refused(mail(1));
    }

    private static void refused(CodeMail mail) {
        assertThatThrownBy(() -> mail.send(ANNA, "ABCD-1234", 10, Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.type()).isEqualTo("mail-failed"));
    }

    private static CodeMail mail(int port) {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("i18n/phone");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return new CodeMail(MailTimeouts.sender(port), "tickets@example.org", texts);
    }
}
