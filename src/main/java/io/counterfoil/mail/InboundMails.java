package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every mail that arrived, raw, once. A mail is stored before anything is decided about it, so that it can be taken again from its
 * bytes, after a crash or by a better version.
 */
public final class InboundMails {
    /** Bytes of the largest mail that is taken. */
    public static final int LARGEST = Limits.MAIL;

    private final OrganizerTransactions transactions;
    private final InboundMailStore store;
    private final Ids ids;
    private final Clock clock;

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
     * Stores a mail in a transaction of its own; it is durable when this returns. The same bytes, or the same mail from another of the
     * organizer's mailboxes, are one mail with several deliveries.
     */
    public Stored store(OrganizerCode organizer, String mailbox, byte[] raw, MailOrigin origin) {
        if (raw.length == 0 || raw.length > LARGEST) {
            throw Refusal.invalid("message", raw.length + " bytes", "a mail of 1 to " + LARGEST + " bytes");
        }
        MailFingerprint print = MailFingerprint.of(raw);
        return transactions.writeAside(organizer, () -> {
            Instant now = now();
            UUID id = ids.next();
            InboundMailStore.Added added =
                    store.add(organizer, new InboundMailStore.New(id, mailbox, raw, print, now), origin);
            if (!added.mailbox()) {
                throw Refusal.notFound("mailbox", mailbox);
            }
            if (added.mail()) {
                return new Stored(id, InboundMail.waiting(id, mailbox, raw.length, now, added.sameId()), true);
            }
            InboundMailStore.Known known = store.known(organizer, print).orElseThrow();
            store.addDelivery(organizer, known.id(), mailbox, origin, now);
            return new Stored(known.id(), null, known.state() == InboundMail.State.WAITING);
        });
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

    /** Notes, within the organizer's writing transaction and with what follows, that a mail is taken; false: it was taken before. */
    public boolean taken(OrganizerCode organizer, UUID mailId) {
        return store.taken(organizer, mailId, now());
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
