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

/**
 * Every mail that arrived, raw, once. A mail is stored before anything is decided about it, so that it can be taken again from its
 * bytes, after a crash or by a better version.
 */
public final class InboundMails {
    /** Bytes of the largest mail that is taken. */
    public static final int LARGEST = Limits.MAIL;

    /** Bytes up to which mails are stored together: larger ones take longer to write than a commit. */
    private static final int SMALL = 64 << 10;

    private final OrganizerTransactions transactions;
    private final InboundMailStore store;
    private final Ids ids;
    private final Clock clock;
    private final Turns<InboundMailStore.New, Optional<Stored>> turns = new Turns<>(this::storeAll);

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
        InboundMailStore.New mail =
                new InboundMailStore.New(ids.next(), mailbox, raw, MailFingerprint.of(raw), now(), origin);
        Optional<Stored> stored = raw.length > SMALL || OrganizerTransactions.isOpen()
                ? storeAll(organizer, List.of(mail)).getFirst()
                : turns.perform(organizer, mail);
        return stored.orElseThrow(() -> Refusal.notFound("mailbox", mailbox));
    }

    /** What came of each mail, in their order; nothing where its mailbox does not exist. */
    private List<Optional<Stored>> storeAll(OrganizerCode organizer, List<InboundMailStore.New> mails) {
        return transactions.writeAside(organizer, () -> {
            List<InboundMailStore.Added> added = store.add(organizer, mails);
            List<Optional<Stored>> stored = new ArrayList<>();
            for (int i = 0; i < mails.size(); i++) {
                stored.add(
                        added.get(i).mailbox()
                                ? Optional.of(stored(organizer, mails.get(i), added.get(i)))
                                : Optional.empty());
            }
            return stored;
        });
    }

    private Stored stored(OrganizerCode organizer, InboundMailStore.New mail, InboundMailStore.Added added) {
        if (added.mail()) {
            InboundMail fresh =
                    InboundMail.waiting(mail.id(), mail.mailbox(), mail.raw().length, mail.at(), added.sameId());
            return new Stored(mail.id(), fresh, true);
        }
        InboundMailStore.Known known = store.known(organizer, mail.print()).orElseThrow();
        store.addDelivery(organizer, known.id(), mail);
        return new Stored(known.id(), null, known.state() == InboundMail.State.WAITING);
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

    /** Those of them that are found by words, English or French, the newest first. */
    public List<InboundMail> failedWith(OrganizerCode organizer, String text, int limit) {
        return transactions.read(organizer, () -> store.failedWith(organizer, text, limit));
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
     * @param known what is known of the mail until it is taken
     */
    public void failed(OrganizerCode organizer, UUID mailId, String stage, String error, FailedMail known) {
        transactions.writeAside(organizer, () -> {
            store.fail(organizer, mailId, stage, Excerpt.of(error), known);
            return true;
        });
    }

    private Instant now() {
        // PostgreSQL keeps microseconds
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
