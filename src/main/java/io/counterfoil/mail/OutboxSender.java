package io.counterfoil.mail;

import io.counterfoil.database.Lookout;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.RetryRule;
import io.counterfoil.organizers.Secrets;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends what waits in the outbox: at once when it is told of a mail, and every few seconds for those of nodes that died. No
 * transaction is open while the mail server is spoken to.
 */
final class OutboxSender implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    /** A mail whose sender died is taken by another one after this time. */
    private static final Duration CLAIM = Duration.ofMinutes(5);
    // some two days in all
    private static final RetryRule RETRIES = new RetryRule(32, Duration.ofSeconds(30), Duration.ofHours(2));
    private static final Duration KEPT = Duration.ofDays(30);

    private final OrganizerTransactions transactions;
    private final OutboxStore store;
    private final Secrets secrets;
    private final @Nullable JavaMailSender server;
    private final String from;
    private final MailboxSender mailboxes;
    private final Clock clock;
    private final Lookout lookout = new Lookout("outbox", EVERY, this::sendAll);

    /** @param server null: the installation's own mails are not sent, those of mailboxes with a server of theirs are */
    OutboxSender(
            OrganizerTransactions transactions,
            OutboxStore store,
            Secrets secrets,
            @Nullable JavaMailSender server,
            String from,
            MailboxSender mailboxes,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.secrets = secrets;
        this.server = server;
        this.from = from;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /** Look now. */
    void soon() {
        lookout.soon();
    }

    @Override
    public void start() {
        lookout.start();
    }

    private void sendAll(BooleanSupplier stopping) {
        mailboxes.look();
        while (!stopping.getAsBoolean() && server != null && sendNext()) {
            LOG.debug("a mail was looked after");
        }
        transactions.global(() -> {
            store.forget(clock.instant().minus(KEPT));
            return true;
        });
    }

    /** Sends the mail that has waited longest; false when none waits. */
    boolean sendNext() {
        Instant now = clock.instant();
        Optional<OutboxStore.Claimed> claimed = transactions.global(() -> store.claim(now, now.plus(CLAIM)));
        if (claimed.isEmpty()) {
            return false;
        }
        OutboxStore.Claimed mail = claimed.get();
        try {
            send(mail);
            transactions.global(() -> {
                store.sent(mail.id());
                return true;
            });
        } catch (MailException | MessagingException refused) {
            Optional<Duration> wait = RETRIES.waitAfter(mail.tries(), Duration.ZERO);
            Instant next = wait.map(clock.instant()::plus).orElse(null);
            // the message may name the recipient
            LOG.warn("mail {} was not sent at attempt {}: {}", mail.id(), mail.tries(), refused.getClass());
            transactions.global(() -> {
                store.failed(
                        mail.id(), clock.instant(), next, refused.getClass().getSimpleName());
                return true;
            });
        }
        return true;
    }

    private void send(OutboxStore.Claimed mail) throws MessagingException {
        if (server == null) {
            throw new IllegalStateException("no mail server is configured");
        }
        Outbox.Content content = Outbox.open(secrets, mail.id(), mail.sealed());
        MimeMessage message = server.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(mail.recipient());
        helper.setSubject(content.subject());
        helper.setText(content.text());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        message.setHeader(
                "Message-ID",
                "<" + mail.id() + "@"
                        + from.substring(from.lastIndexOf('@') + 1).replace(">", "") + ">");
        server.send(message);
    }

    @Override
    public void stop() {
        mailboxes.stop();
        lookout.stop();
    }

    @Override
    public boolean isRunning() {
        return lookout.isRunning();
    }
}
