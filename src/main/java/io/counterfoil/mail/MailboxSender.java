package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.RetryRule;
import io.counterfoil.mail.DeliveryStore.Due;
import io.counterfoil.mail.SmtpConnection.Outcome;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in mailboxes, each mailbox beside the others, so that a server that is slow holds up nobody else's mails. No
 * transaction is open while a server is spoken to. Whatever was taken is noted at once; when the node dies before that, the mail is sent
 * again under the same Message-ID.
 */
final class MailboxSender {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxSender.class);
    /** Mails whose sender died are taken by another one after this time. */
    private static final Duration CLAIM = Duration.ofMinutes(10);
    /** Nothing is begun so late that somebody else could take it meanwhile. */
    private static final Duration BEGUN_WITHIN = Duration.ofMinutes(5);
    // some two days in all
    private static final RetryRule RETRIES = new RetryRule(32, Duration.ofSeconds(30), Duration.ofHours(2));
    private static final int AT_ONCE = 20;

    private final OrganizerTransactions transactions;
    private final DeliveryStore store;
    private final Deliveries deliveries;
    private final MailServers servers;
    private final Clock clock;
    private final Set<String> lanes = ConcurrentHashMap.newKeySet();
    /** Mails that were taken, and whose noting failed: they are noted, and not sent again, when they are due again. */
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    private volatile boolean stopped;

    MailboxSender(
            OrganizerTransactions transactions,
            DeliveryStore store,
            Deliveries deliveries,
            MailServers servers,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.deliveries = deliveries;
        this.servers = servers;
        this.clock = clock;
    }

    /** Has every mailbox with mails that are due send them, on threads of their own. */
    void look() {
        for (OrganizerCode organizer : transactions.organizers()) {
            List<String> due = transactions.read(organizer, () -> store.due(organizer, clock.instant()));
            for (String mailbox : due) {
                String lane = organizer + "/" + mailbox;
                if (!stopped && lanes.add(lane)) {
                    Thread.ofVirtual().name("outbox " + lane).start(() -> sendAll(organizer, mailbox, lane));
                }
            }
        }
    }

    void stop() {
        stopped = true;
    }

    private void sendAll(OrganizerCode organizer, String mailbox, String lane) {
        try {
            while (!stopped && sendDue(organizer, mailbox) > 0) {
                LOG.debug("mails of {} were looked after", lane);
            }
        } catch (RuntimeException defect) {
            LOG.warn("Waiting mails of {} could not be sent: {}", lane, defect.getClass());
        } finally {
            lanes.remove(lane);
        }
    }

    /** Sends some of the mails of a mailbox that are due; answers how many were looked after. */
    int sendDue(OrganizerCode organizer, String mailbox) {
        Instant now = clock.instant();
        List<Due> claimed = transactions.writeAside(
                organizer, () -> store.claim(organizer, mailbox, now, now.plus(CLAIM), AT_ONCE));
        if (claimed.isEmpty()) {
            return 0;
        }
        try (MailServers.Opened server = servers.open(organizer, mailbox)) {
            for (Due due : claimed) {
                boolean late = clock.instant().isAfter(now.plus(BEGUN_WITHIN));
                if (stopped || late || !server.connection().isOpen()) {
                    release(organizer, due);
                } else {
                    send(organizer, server, due);
                }
            }
        } catch (MessagingException away) {
            String words = SmtpConnection.words(away.getMessage());
            claimed.forEach(due -> note(organizer, due, new Outcome.NotTaken(SmtpAnswer.LATER, 0, words)));
        }
        return claimed.size();
    }

    private void send(OrganizerCode organizer, MailServers.Opened server, Due due) {
        if (taken.contains(key(organizer, due))) {
            note(organizer, due, new Outcome.Taken("taken before"));
            return;
        }
        Content content = transactions.read(organizer, () -> content(organizer, due));
        Outcome outcome;
        try {
            outcome = server.connection()
                    .send(
                            MessageWriter.write(
                                    server.connection().session(),
                                    server.mailbox(),
                                    content.mail(),
                                    due,
                                    content.named(),
                                    content.files()),
                            MessageWriter.address(due.delivery().address(), ""));
        } catch (MessagingException unwritable) {
            outcome = new Outcome.NotTaken(SmtpAnswer.FINAL, 0, SmtpConnection.words(unwritable.getMessage()));
        }
        if (outcome instanceof Outcome.Taken) {
            taken.add(key(organizer, due));
        }
        note(organizer, due, outcome);
    }

    private record Content(DeliveryStore.Stored mail, List<MailRecipient> named, List<OutgoingFile> files) {}

    private Content content(OrganizerCode organizer, Due due) {
        DeliveryStore.Stored mail = store.mail(organizer, due.delivery().mailId());
        return new Content(mail, store.named(organizer, mail.id()), store.files(organizer, mail.id()));
    }

    private void release(OrganizerCode organizer, Due due) {
        transactions.writeAside(organizer, () -> {
            store.release(organizer, due.delivery(), clock.instant());
            return true;
        });
    }

    private void note(OrganizerCode organizer, Due due, Outcome outcome) {
        Delivery delivery = due.delivery();
        switch (outcome) {
            case Outcome.Taken(String words) -> {
                transactions.writeAside(organizer, () -> {
                    store.sent(organizer, delivery, clock.instant().truncatedTo(ChronoUnit.MICROS), words);
                    return true;
                });
                taken.remove(key(organizer, due));
            }
            case Outcome.NotTaken(SmtpAnswer answer, int code, String words) -> {
                // what the server says may name the recipient
                LOG.info("mail {} was not taken at attempt {}: {}", delivery.mailId(), delivery.tries(), code);
                Optional<Duration> wait = answer == SmtpAnswer.LATER
                        ? RETRIES.waitAfter(delivery.tries(), Duration.ZERO)
                        : Optional.empty();
                if (wait.isPresent()) {
                    Instant next = clock.instant().plus(wait.get());
                    transactions.writeAside(organizer, () -> {
                        store.later(organizer, delivery, next, words);
                        return true;
                    });
                } else {
                    DeliveryState end = answer == SmtpAnswer.FINAL ? DeliveryState.REFUSED : DeliveryState.GIVEN_UP;
                    transactions.writeOnly(organizer, () -> deliveries.end(organizer, delivery, end, words));
                }
            }
        }
    }

    private static String key(OrganizerCode organizer, Due due) {
        return organizer + "/" + due.delivery().messageId();
    }
}
