package io.counterfoil.sync;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.PagePeople;
import io.counterfoil.tickets.TicketLedger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What is held about the tickets and people of a page, in memory. Planning changes it; storing it is another's job. */
record Snapshot(Map<TicketId, TicketLedger> ledgers, PagePeople people) {
    Optional<TicketLedger> ledger(TicketId ticket) {
        return Optional.ofNullable(ledgers.get(ticket));
    }

    Collection<TicketLedger> all() {
        return ledgers.values();
    }

    AddressBook book() {
        return people.book();
    }
}
