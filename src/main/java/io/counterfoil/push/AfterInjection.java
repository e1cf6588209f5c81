package io.counterfoil.push;

import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.runs.RunContext;
import io.counterfoil.tickets.BackOfficeChanges;
import io.counterfoil.tickets.InjectionStore;
import io.counterfoil.tickets.TicketLedger;
import io.counterfoil.tickets.TicketLedgers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What follows when the wallet has taken tickets: they are printed, and those who got them meanwhile get them there too. */
final class AfterInjection {
    private final InjectionStore injections;
    private final TicketLedgers ledgers;
    private final BackOfficeChanges changes;
    private final Journal journal;

    AfterInjection(InjectionStore injections, TicketLedgers ledgers, BackOfficeChanges changes, Journal journal) {
        this.injections = injections;
        this.ledgers = ledgers;
        this.changes = changes;
        this.journal = journal;
    }

    /** Within the transaction that stores the page. */
    void store(RunContext context, List<DueTicket> sent, List<Pushed> pushed) {
        Set<TicketId> taken = pushed.stream()
                .filter(one -> switch (one.outcome()) {
                    case ACCEPTED, UNCHANGED -> true;
                    case SKIPPED, REJECTED, UNKNOWN, NOT_SENT -> false;
                })
                .map(Pushed::ticket)
                .collect(Collectors.toSet());
        if (taken.isEmpty()) {
            return;
        }
        List<DueTicket> injected =
                sent.stream().filter(ticket -> taken.contains(ticket.ticket())).toList();
        Instant at = pushed.getFirst().at();
        journal.append(
                context.organizer(),
                "interface:" + context.interfaceCode(),
                injections.injected(
                        context.organizer(),
                        context.interfaceCode(),
                        injected.stream()
                                .map(ticket -> new InjectionStore.Injected(ticket.ticket(), ticket.stateChangedAt()))
                                .toList(),
                        at,
                        context.runId()));
        followMoved(context, injected);
    }

    /**
     * A ticket that was not in a wallet is distributed without asking one. One that was distributed while it was on its way
     * into the wallet arrived there for its former contact: the wallet is asked to move it.
     */
    private void followMoved(RunContext context, List<DueTicket> injected) {
        OrganizerCode organizer = context.organizer();
        Map<TicketId, TicketLedger> present =
                ledgers.of(organizer, injected.stream().map(DueTicket::ticket).toList(), false);
        List<TicketId> moved = new ArrayList<>();
        for (DueTicket ticket : injected) {
            TicketLedger ledger = present.get(ticket.ticket());
            if (ledger != null
                    && ledger.open() == null
                    && !Objects.equals(ledger.culturalContact(), ticket.culturalContact())) {
                moved.add(ticket.ticket());
            }
        }
        for (TicketId ticket : moved) {
            ContactId to = Objects.requireNonNull(present.get(ticket)).culturalContact();
            if (to != null) {
                changes.distribute(
                        organizer,
                        new BackOfficeChanges.Request(
                                ticket,
                                "interface:" + context.interfaceCode(),
                                "distributed while it was being injected",
                                false,
                                true),
                        to);
            }
        }
    }
}
