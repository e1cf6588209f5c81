package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.Distribution.Action;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the back office itself does to a ticket (distribution rule 6): distribute it, take it back, and note the wallet's
 * answer. Asking the wallet is module push's part; it asks after the request is stored and may ask again.
 */
public final class BackOfficeChanges {
    private final OrganizerTransactions transactions;
    private final TicketLedgers ledgers;
    private final Contacts contacts;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    public BackOfficeChanges(
            OrganizerTransactions transactions,
            TicketLedgers ledgers,
            Contacts contacts,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.ledgers = ledgers;
        this.contacts = contacts;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a person asks for.
     *
     * @param reason in his words, for the history; null: none given
     * @param cancelOpen whether an open transfer may be cancelled with it
     * @param askWallet whether the ticket is in a wallet, which then has to agree
     */
    public record Request(
            TicketId ticket, String actor, @Nullable String reason, boolean cancelOpen, boolean askWallet) {}

    /** A change that is stored: confirmed already, or waiting for the wallet. */
    public record Requested(UUID distributionId, ContactId to, boolean waiting) {}

    /** Distributes the ticket to a contact. */
    public Requested distribute(OrganizerCode organizer, Request request, ContactId to) {
        return request(organizer, request, Action.DISTRIBUTE, ledger -> to);
    }

    /** Takes the ticket back to whoever had it before. */
    public Requested takeBack(OrganizerCode organizer, Request request) {
        return request(
                organizer,
                request,
                Action.TAKE_BACK,
                ledger -> TakeBack.target(ledger.lines(), ledger.culturalContact())
                        .orElseThrow(
                                () -> Refusal.conflict(
                                        "nothing-to-take-back",
                                        "ticket " + ledger.ticketId()
                                                + " cannot be taken back (expected: a confirmed distribution whose new contact still holds it)")));
    }

    /** Notes the wallet's answer to a waiting change; false when it was noted before. */
    public boolean answered(OrganizerCode organizer, TicketId ticket, UUID distributionId, LogItem.Answer answer) {
        return transactions.write(organizer, () -> {
            TicketLedger ledger = ledger(organizer, ticket);
            AddressBook book = book(organizer, ledger);
            boolean changed = ledger.answered(distributionId, answer, new PagePeople(book, ids));
            store(organizer, ledger, book, "interface");
            return changed;
        });
    }

    /** Follows what came for the tickets while distribution was switched off (distribution rule 8). */
    public int follow(OrganizerCode organizer, List<TicketId> tickets, String actor) {
        return transactions.write(organizer, () -> {
            int followed = 0;
            for (TicketId ticket : tickets) {
                TicketLedger ledger = ledger(organizer, ticket);
                AddressBook book = book(organizer, ledger);
                if (ledger.follow(new PagePeople(book, ids))) {
                    followed++;
                    store(organizer, ledger, book, actor);
                }
            }
            return followed;
        });
    }

    private Requested request(
            OrganizerCode organizer, Request request, Action action, Function<TicketLedger, ContactId> target) {
        return transactions.write(organizer, () -> {
            TicketLedger ledger = ledger(organizer, request.ticket());
            refuseWhileOpen(ledger, request);
            ContactId to = target.apply(ledger);
            AddressBook book = book(organizer, ledger);
            UUID id = ledger.change(
                    action,
                    to,
                    request.actor(),
                    request.reason(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    request.askWallet(),
                    new PagePeople(book, ids));
            store(organizer, ledger, book, request.actor());
            return new Requested(id, to, request.askWallet());
        });
    }

    private static void refuseWhileOpen(TicketLedger ledger, Request request) {
        Distribution open = ledger.open();
        if (open == null) {
            return;
        }
        if (open.source() == Distribution.Source.BACK_OFFICE) {
            throw Refusal.conflict(
                    "change-waiting",
                    "ticket " + ledger.ticketId() + " waits for the wallet's answer to line " + open.id()
                            + " (expected: no open change)");
        }
        if (!request.cancelOpen()) {
            throw Refusal.conflict(
                    "transfer-open",
                    "ticket " + ledger.ticketId() + " has an open transfer, line " + open.id()
                            + " (expected: none, or its cancellation together with this)");
        }
    }

    private TicketLedger ledger(OrganizerCode organizer, TicketId ticket) {
        TicketLedger ledger = ledgers.of(organizer, List.of(ticket), true).get(ticket);
        if (ledger == null) {
            throw Refusal.notFound("ticket", ticket);
        }
        return ledger;
    }

    private AddressBook book(OrganizerCode organizer, TicketLedger ledger) {
        return contacts.addressBook(
                organizer,
                ledger.addresses().stream()
                        .map(EmailAddress::parse)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private void store(OrganizerCode organizer, TicketLedger ledger, AddressBook book, String actor) {
        List<Change> changes = new ArrayList<>(contacts.store(organizer, actor, book, null));
        changes.addAll(ledgers.store(organizer, List.of(ledger), book, null));
        journal.append(organizer, actor, changes);
    }
}
