package io.counterfoil.push;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.BackOfficeChanges;
import io.counterfoil.tickets.BackOfficeChanges.Requested;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.Ticket;
import io.counterfoil.tickets.Tickets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person in the back office does with a ticket (distribution rule 6): distribute it, take it back. A ticket that is
 * in a wallet waits for the wallet's answer: where that comes within seconds the line that is given back has it, otherwise it
 * is PENDING, and the wallet is asked until it answers, also after a crash.
 */
public final class Distributing {
    private final OrganizerTransactions transactions;
    private final BackOfficeChanges changes;
    private final Tickets tickets;
    private final Contacts contacts;
    private final Reassignments reassignments;
    private final ReassignmentStore store;
    private final PushClient prompt;

    Distributing(
            OrganizerTransactions transactions,
            BackOfficeChanges changes,
            Tickets tickets,
            Contacts contacts,
            Reassignments reassignments,
            ReassignmentStore store,
            PushClient prompt) {
        this.transactions = transactions;
        this.changes = changes;
        this.tickets = tickets;
        this.contacts = contacts;
        this.reassignments = reassignments;
        this.store = store;
        this.prompt = prompt;
    }

    /**
     * What a person asks for.
     *
     * @param actor his sign-in
     * @param reason in his words, for the history and the wallet; null: none given
     * @param cancelOpen whether an open wallet transfer may be cancelled with it; refused otherwise while one is open
     */
    public record Request(
            TicketId ticket, String actor, @Nullable String reason, boolean cancelOpen) {
        public Request {
            reason = ReasonText.checked(reason);
        }
    }

    /**
     * What came of it.
     *
     * @param line the change: CONFIRMED, CANCELLED with the wallet's reason, or PENDING while the wallet has not answered
     * @param ticket the ticket and its history with it
     */
    public record Done(Distribution line, Tickets.View ticket) {}

    /** Distributes the ticket to a contact, merges followed. */
    public Done distribute(OrganizerCode organizer, Request request, ContactId to) {
        return afterwards(organizer, request, transactions.write(organizer, () -> {
            Contact contact = contacts.find(organizer, to).orElseThrow(() -> Refusal.notFound("contact", to));
            boolean askWallet = isInWallet(organizer, request.ticket());
            refuseUnreachable(contact, askWallet);
            return changes.distribute(organizer, request(request, askWallet), contact.id());
        }));
    }

    /** Takes the ticket back to the old contact of its last confirmed line, while that line's new contact holds it. */
    public Done takeBack(OrganizerCode organizer, Request request) {
        return afterwards(organizer, request, transactions.write(organizer, () -> {
            boolean askWallet = isInWallet(organizer, request.ticket());
            Requested requested = changes.takeBack(organizer, request(request, askWallet));
            Contact contact = contacts.find(organizer, requested.to())
                    .orElseThrow(() -> Refusal.notFound("contact", requested.to()));
            refuseUnreachable(contact, askWallet);
            return requested;
        }));
    }

    /** Why a change that waits has no answer yet, in words; empty: nothing went wrong so far. */
    public Optional<String> problem(OrganizerCode organizer, UUID distributionId) {
        return transactions.read(organizer, () -> store.problem(organizer, distributionId));
    }

    private Done afterwards(OrganizerCode organizer, Request request, Requested requested) {
        if (requested.waiting()) {
            askOnceStored(organizer, requested.distributionId());
        }
        Tickets.View view = tickets.view(organizer, request.ticket());
        Distribution line = view.lines().stream()
                .filter(each -> each.id().equals(requested.distributionId()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("line " + requested.distributionId() + " is gone"));
        return new Done(line, view);
    }

    /** A transaction never spans a network call: within a caller's transaction the wallet is asked aside, once that has ended. */
    private void askOnceStored(OrganizerCode organizer, UUID distributionId) {
        if (OrganizerTransactions.isOpen()) {
            OrganizerTransactions.afterCommit(() -> Thread.ofVirtual()
                    .name("reassignment")
                    .start(() -> reassignments.askFor(organizer, distributionId, prompt)));
        } else {
            reassignments.askFor(organizer, distributionId, prompt);
        }
    }

    private boolean isInWallet(OrganizerCode organizer, TicketId ticket) {
        Ticket found = tickets.view(organizer, ticket).ticket();
        return found.injectedBy() != null || found.mobileStatus() != null;
    }

    private static void refuseUnreachable(Contact contact, boolean askWallet) {
        if (contact.erasedAt() != null) {
            throw Refusal.invalid("contact", contact.id(), "a contact that has not been erased");
        }
        if (askWallet && contact.email() == null) {
            throw Refusal.invalid(
                    "contact",
                    contact.id(),
                    "a contact with an e-mail address: the ticket is in a wallet, which knows people by their address");
        }
    }

    private static BackOfficeChanges.Request request(Request request, boolean askWallet) {
        return new BackOfficeChanges.Request(
                request.ticket(), request.actor(), request.reason(), request.cancelOpen(), askWallet);
    }
}
