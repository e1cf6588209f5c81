package io.counterfoil.wallet;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends sign-in codes. At once, while the person waits: a code that came later than it lives would help nobody, so nothing is
 * kept for another try, and he is told when it did not work.
 */
final class CodeMail {
    private static final Logger LOG = LoggerFactory.getLogger(CodeMail.class);

    private final @Nullable JavaMailSender server;
    private final String from;
    private final MessageSource texts;

    /** @param server null: no mails */
    CodeMail(@Nullable JavaMailSender server, String from, MessageSource texts) {
        this.server = server;
        this.from = from;
        this.texts = texts;
    }

    /** Refuses where no mail can leave: then there is no signing in. */
    JavaMailSender requireServer() {
        if (server == null || from.isBlank()) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "no-mail",
                    "codes cannot be sent (expected: a mail server, or counterfoil.wallet.show-codes)");
        }
        return server;
    }

    /** @param minutes how long the code lives */
    void send(EmailAddress to, String code, long minutes, Locale language) {
        JavaMailSender sender = requireServer();
        try {
            MimeMessage message = sender.createMimeMessage();
            MimeMessageHelper mail = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            mail.setFrom(from);
            mail.setTo(to.text());
            mail.setSubject(texts.getMessage("phone.mail.subject", new Object[] {code}, language));
            mail.setText(texts.getMessage("phone.mail.text", new Object[] {code, minutes}, language));
            message.setHeader("Auto-Submitted", "auto-generated");
            sender.send(message);
        } catch (MailException | MessagingException refused) {
            // the message may name the recipient
            LOG.warn("a sign-in code was not sent: {}", refused.getClass());
            throw Refusal.of(ErrorKind.INTERNAL, "mail-failed", "the code could not be sent; try again in a moment");
        }
    }
}
