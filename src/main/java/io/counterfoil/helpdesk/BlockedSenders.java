package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Mailboxes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * Senders whose mails are held whatever they say, by address or domain. Agents and suppliers are never blocked. Each method opens the
 * organizer's transaction or joins the one that is open.
 */
public final class BlockedSenders {
    private final OrganizerTransactions transactions;
    private final BlockedSenderStore store;
    private final Mailboxes mailboxes;
    private final Journal journal;
    private final Clock clock;

    BlockedSenders(
            OrganizerTransactions transactions,
            BlockedSenderStore store,
            Mailboxes mailboxes,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.mailboxes = mailboxes;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * A sender who is blocked.
     *
     * @param address normal form of an address, or a domain
     * @param by how the journal names who did it
     */
    public record Blocked(String address, String by, Instant at) {}

    /** In the order of their addresses. */
    public List<Blocked> list(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.list(organizer));
    }

    /** @param address an address, or a domain for all addresses there */
    public void block(OrganizerCode organizer, String address, String actor) {
        String key = key(address);
        transactions.writeOnly(organizer, () -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (store.add(organizer, new Blocked(key, actor, now))) {
                note(organizer, actor, "blocked");
            }
        });
    }

    public void unblock(OrganizerCode organizer, String address, String actor) {
        String key = key(address);
        transactions.writeOnly(organizer, () -> {
            if (store.remove(organizer, key)) {
                note(organizer, actor, "unblocked");
            }
        });
    }

    /** The journal does not say who it was: an erasure would not find it there. */
    private void note(OrganizerCode organizer, String actor, String action) {
        mailboxes.readingChanges(organizer);
        journal.append(organizer, actor, List.of(new Change("sender", "-", action, null, "{}")));
    }

    private static String key(String address) {
        String stripped = address.strip().toLowerCase(Locale.ROOT);
        boolean domain = stripped.indexOf('@') < 0;
        return EmailAddress.parse(domain ? "x@" + stripped : stripped)
                .map(found -> domain ? found.key().substring(2) : found.key())
                .orElseThrow(() -> Refusal.invalid("address", address, "an address or a domain such as example.org"));
    }
}
