package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.Turns;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every mail that arrived, raw, once. A mail is stored before anything is decided about it, so that it can be taken again from its
 * bytes, after a crash or by a better version.
 */
public final class InboundMails {
    /** Bytes of the largest mail that is taken. */
    public static final int LARGEST = Limits.MAIL;

    /** Bytes up to which mails are stored together: larger ones take longer to write than a commit. */
    private static final int SMALL = 64 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(InboundMails.class);

    private final OrganizerTransactions transactions;
    private final InboundMailStore store;
    private final Ids ids;
    private final Clock clock;
    private final Turns<Storing> turns = new Turns<>(this::storeAll, job -> job.end != null);

    InboundMails(OrganizerTransactions transactions, InboundMailStore store, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A mail that is stored.
     *
     * @param fresh the mail; null: it was stored before, and this is another delivery of it
     * @param waiting whether it has to be taken still
     */
    public record Stored(UUID id, @Nullable InboundMail fresh, boolean waiting) {
        public boolean isNew() {
            return fresh != null;
        }
    }

    /**
     * Stores a mail; it is durable when this returns, whatever becomes of it. The same bytes, or the same mail from another of the
     * organizer's mailboxes, are one mail with several deliveries.
     */
    public Stored store(OrganizerCode organizer, String mailbox, byte[] raw, MailOrigin origin) {
        if (raw.length == 0 || raw.length > LARGEST) {
            throw Refusal.invalid("message", raw.length + " bytes", "a mail of 1 to " + LARGEST + " bytes");
        }
        Storing job =
                new Storing(new InboundMailStore.New(ids.next(), mailbox, raw, MailFingerprint.of(raw), now(), origin));
        if (raw.length > SMALL || OrganizerTransactions.isOpen()) {
            storeAll(organizer, List.of(job));
        } else {
            turns.perform(organizer, job);
        }
        return switch (job.end) {
            case Storing.Ended(Stored stored) -> stored;
            case Storing.NoMailbox none -> throw Refusal.notFound("mailbox", mailbox);
            case Storing.Failed(RuntimeException failure) -> throw failure;
            case Storing.Broken(Error error) -> throw error;
            case null -> throw new IllegalStateException("the mail was left");
        };
    }

    /** All in one transaction; where one of several fails, each in its own, so that it stops no other. */
    private void storeAll(OrganizerCode organizer, List<Storing> jobs) {
        if (jobs.size() > 1) {
            try {
                List<Storing.End> ends = transactions.writeAside(organizer, () -> stored(organizer, jobs));
                for (int i = 0; i < jobs.size(); i++) {
                    jobs.get(i).end = ends.get(i);
                }
                return;
            } catch (RuntimeException | Error one) {
                LOG.debug("one of {} mails was not stored: each is stored alone", jobs.size(), one);
            }
        }
        for (Storing job : jobs) {
            try {
                job.end = transactions
                        .writeAside(organizer, () -> stored(organizer, List.of(job)))
                        .getFirst();
            } catch (RuntimeException failure) {
                job.end = new Storing.Failed(failure);
            } catch (Error error) {
                // others wait for an end
                job.end = new Storing.Broken(error);
            }
        }
    }

    private List<Storing.End> stored(OrganizerCode organizer, List<Storing> jobs) {
        List<InboundMailStore.Added> added =
                store.add(organizer, jobs.stream().map(job -> job.mail).toList());
        List<Storing.End> ends = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            ends.add(end(organizer, jobs.get(i).mail, added.get(i)));
        }
        return ends;
    }

    private Storing.End end(OrganizerCode organizer, InboundMailStore.New mail, InboundMailStore.Added added) {
        if (!added.mailbox()) {
            return new Storing.NoMailbox();
        }
        if (added.mail()) {
            InboundMail fresh =
                    InboundMail.waiting(mail.id(), mail.mailbox(), mail.raw().length, mail.at(), added.sameId());
            return new Storing.Ended(new Stored(mail.id(), fresh, true));
        }
        InboundMailStore.Known known = store.known(organizer, mail.print()).orElseThrow();
        store.addDelivery(organizer, known.id(), mail);
        return new Storing.Ended(new Stored(known.id(), null, known.state() == InboundMail.State.WAITING));
    }

    /** A mail that is being stored; handed from thread to thread under the lock of its organizer's line. */
    private static final class Storing {
        private final InboundMailStore.New mail;
        private volatile @Nullable End end;

        Storing(InboundMailStore.New mail) {
            this.mail = mail;
        }

        /** What came of it. */
        private sealed interface End {}

        private record Ended(Stored stored) implements End {}

        private record NoMailbox() implements End {}

        private record Failed(RuntimeException failure) implements End {}

        private record Broken(Error error) implements End {}
    }

    public Optional<InboundMail> find(OrganizerCode organizer, UUID mailId) {
        return transactions.read(organizer, () -> store.find(organizer, mailId));
    }

    /** The bytes of a mail as they came; refused when there is none. */
    public byte[] raw(OrganizerCode organizer, UUID mailId) {
        return transactions
                .read(organizer, () -> store.raw(organizer, mailId))
                .orElseThrow(() -> Refusal.notFound("message", mailId));
    }

    /** The Message-IDs of those of the mails that have one, as {@link MessageKey} writes them. */
    public List<String> messageKeys(OrganizerCode organizer, Collection<UUID> mailIds) {
        return mailIds.isEmpty()
                ? List.of()
                : transactions.read(organizer, () -> store.messageKeys(organizer, mailIds));
    }

    /** When the last mail arrived in each mailbox that had one, by the mailbox's code. */
    public Map<String, Instant> lastArrivals(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.lastArrivals(organizer));
    }

    /**
     * The mails that came last, the newest first.
     *
     * @param mailbox only those that arrived there first; empty: all
     */
    public List<InboundMail> latest(OrganizerCode organizer, Optional<String> mailbox, int limit) {
        return transactions.read(organizer, () -> store.latest(organizer, mailbox.orElse(null), limit));
    }

    /** Mails that nobody has taken, stored until then, the oldest first. */
    public List<UUID> waiting(OrganizerCode organizer, Instant until, int limit) {
        return transactions.read(organizer, () -> store.waiting(organizer, until, limit));
    }

    /** Mails that broke a stage, in the order of their ids, after one of them or from the first. */
    public List<InboundMail> failed(OrganizerCode organizer, Optional<UUID> after, int limit) {
        return transactions.read(organizer, () -> store.failed(organizer, after.orElse(new UUID(0, 0)), limit));
    }

    /** Notes, within the organizer's writing transaction and with what follows, that mails are taken; those that were not before. */
    public Set<UUID> taken(OrganizerCode organizer, Collection<UUID> mailIds) {
        return store.taken(organizer, mailIds, now());
    }

    /**
     * Notes that taking a mail failed.
     *
     * @param stage the name of the stage
     * @param error what went wrong, without text of the mail
     */
    public void failed(OrganizerCode organizer, UUID mailId, String stage, String error) {
        transactions.writeAside(organizer, () -> {
            store.fail(organizer, mailId, stage, Excerpt.of(error));
            return true;
        });
    }

    private Instant now() {
        // PostgreSQL keeps microseconds
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
