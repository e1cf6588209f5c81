package io.counterfoil.push;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.Tickets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Undoing a transfer that its recipient has accepted: one person asks, another approves, and the ticket is taken back. If the
 * process dies between the approval and the take-back, the approval stands in the journal, nothing has moved, and it can be
 * asked for again.
 */
public final class Undoing {

    private final OrganizerTransactions transactions;
    private final UndoStore store;
    private final Tickets tickets;
    private final Distributing distributing;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    Undoing(
            OrganizerTransactions transactions,
            UndoStore store,
            Tickets tickets,
            Distributing distributing,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.tickets = tickets;
        this.distributing = distributing;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Asks for it; refused without a reason, when one waits already, and when there is nothing to undo. */
    public UndoRequest ask(OrganizerCode organizer, TicketId ticket, String reason, String actor) {
        String given = ReasonText.required(reason);
        return transactions.write(organizer, () -> {
            Distribution line = undoable(organizer, ticket);
            UndoRequest request = new UndoRequest(
                    ids.next(), ticket, line.id(), given, actor, clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (!store.add(organizer, request)) {
                throw Refusal.conflict(
                        "undo-waiting", "an undo of ticket " + ticket + " waits for its approval (expected: none)");
            }
            write(organizer, request, "undo-asked", actor);
            return request;
        });
    }

    /** What waits for a second person on this ticket. */
    public Optional<UndoRequest> open(OrganizerCode organizer, TicketId ticket) {
        return transactions.read(organizer, () -> store.open(organizer, ticket));
    }

    /**
     * A request that waits.
     *
     * @param transferOpen whether a transfer of the ticket is open, which approving would have to cancel
     */
    public record Waiting(UndoRequest request, boolean transferOpen) {}

    /** All that waits, the longest first. */
    public List<Waiting> waiting(OrganizerCode organizer, int limit) {
        return transactions.read(organizer, () -> store.waiting(organizer, limit));
    }

    /** How many wait. */
    public int countWaiting(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.countWaiting(organizer));
    }

    /** Approves and does it; refused to the person who asked, and when the ticket has moved on since. */
    public Distributing.Done approve(OrganizerCode organizer, TicketId ticket, boolean cancelOpen, String actor) {
        UndoRequest request = decide(organizer, ticket, "APPROVED", "undo-approved", actor);
        try {
            return distributing.takeBack(
                    organizer,
                    new Distributing.Request(ticket, request.askedBy() + ", " + actor, request.reason(), cancelOpen));
        } catch (Refusal refusal) {
            transactions.writeOnly(organizer, () -> {
                store.reopen(organizer, request.id());
                write(organizer, request, "undo-failed", actor);
            });
            throw refusal;
        }
    }

    /** Refuses it; whoever asked may withdraw it in this way. */
    public void refuse(OrganizerCode organizer, TicketId ticket, String actor) {
        decide(organizer, ticket, "REFUSED", "undo-refused", actor);
    }

    private UndoRequest decide(OrganizerCode organizer, TicketId ticket, String state, String action, String actor) {
        return transactions.write(organizer, () -> {
            UndoRequest request = store.open(organizer, ticket)
                    .orElseThrow(() -> Refusal.notFound("request to undo a transfer of ticket", ticket));
            boolean approves = state.equals("APPROVED");
            if (approves && request.askedBy().equals(actor)) {
                throw Refusal.conflict(
                        "second-person-needed", actor + " has asked for it (expected: another person to approve it)");
            }
            if (approves && !undoable(organizer, ticket).id().equals(request.distributionId())) {
                throw Refusal.conflict(
                        "ticket-moved-on", "ticket " + ticket + " has moved on since (expected: refuse, and ask anew)");
            }
            store.decide(organizer, request.id(), state, actor, clock.instant());
            write(organizer, request, action, actor);
            return request;
        });
    }

    private Distribution undoable(OrganizerCode organizer, TicketId ticket) {
        Tickets.View view = tickets.view(organizer, ticket);
        return view.lines().reversed().stream()
                .filter(line -> line.status() == Distribution.Status.CONFIRMED)
                .findFirst()
                .filter(line -> line.oldContact() != null
                        && line.newContact().equals(view.ticket().culturalContact()))
                .orElseThrow(() -> Refusal.conflict(
                        "nothing-to-take-back",
                        "ticket " + ticket
                                + " has no transfer to undo (expected: a confirmed one whose recipient has it)"));
    }

    private void write(OrganizerCode organizer, UndoRequest request, String action, String actor) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("distribution", request.distributionId().toString())
                .put("askedBy", request.askedBy())
                .put("reason", request.reason())
                .toString();
        journal.append(
                organizer, actor, List.of(new Change("ticket", request.ticket().value(), action, null, body)));
    }
}
