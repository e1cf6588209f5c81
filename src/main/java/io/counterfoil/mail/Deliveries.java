package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** How far the mails of mailboxes are, by address. Each method opens the organizer's transaction or joins the one that is open. */
public final class Deliveries {
    private final OrganizerTransactions transactions;
    private final DeliveryStore store;
    private final SignedMessageId signing;
    private final Supplier<List<DeliveryFailures>> listeners;
    private final Clock clock;

    Deliveries(
            OrganizerTransactions transactions,
            DeliveryStore store,
            SignedMessageId signing,
            Supplier<List<DeliveryFailures>> listeners,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.signing = signing;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** What became of mails, by address. */
    public List<Delivery> of(OrganizerCode organizer, Collection<UUID> mails) {
        return transactions.read(organizer, () -> store.ofMails(organizer, mails));
    }

    /** The latest mails to some addresses, the newest first, so many at most. */
    public List<Delivery> to(OrganizerCode organizer, Collection<EmailAddress> addresses, int limit) {
        return transactions.read(organizer, () -> store.ofAddresses(organizer, addresses, limit));
    }

    /** How far the mails of a case are, the oldest first. */
    public List<Delivery> ofCase(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> store.ofCase(organizer, number));
    }

    /** A mail that went to somebody; its id grows with time. */
    public record Written(UUID mailId, String messageId) {}

    /** Mails about a case that went to an address, the oldest first. */
    public List<Written> written(OrganizerCode organizer, CaseNumber number, EmailAddress address) {
        return transactions.read(organizer, () -> store.written(organizer, number, address));
    }

    /**
     * Notes that a mail of ours came back, and tells of it. Only what quotes a Message-ID that we signed for this organizer counts,
     * and only what is final; a second bounce of the same mail changes nothing.
     *
     * @param claims what the quoted Message-ID says
     * @return the mail that failed; empty: nothing changed
     */
    public Optional<Delivery> bounced(OrganizerCode organizer, SignedMessageId.Claims claims, Bounce bounce) {
        Optional<Bounce.Failure> failure =
                bounce.failures().stream().filter(Bounce.Failure::permanent).findFirst();
        if (failure.isEmpty()) {
            return Optional.empty();
        }
        String words = Excerpt.of(failure.get().status() + " " + failure.get().diagnostic());
        return transactions.write(
                organizer,
                () -> store.ofMails(organizer, List.of(claims.mail())).stream()
                        .filter(delivery -> signing.wentTo(organizer, claims, delivery.address()))
                        .filter(delivery -> !delivery.state().hasFailed())
                        .findFirst()
                        .map(delivery -> end(organizer, delivery, DeliveryState.BOUNCED, words)));
    }

    /** Notes that a mail will not arrive, in the caller's writing transaction, and tells of it. */
    Delivery end(OrganizerCode organizer, Delivery delivery, DeliveryState state, String words) {
        Delivery ended =
                store.end(organizer, delivery, state, words, clock.instant().truncatedTo(ChronoUnit.MICROS));
        listeners.get().forEach(listener -> listener.failed(organizer, ended));
        return ended;
    }

    /** Takes an erased person's addresses away, in the caller's writing transaction. */
    public void erase(OrganizerCode organizer, Collection<EmailAddress> addresses, EmailAddress standIn) {
        store.erase(organizer, addresses, standIn);
    }
}
