package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.TicketId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ledgers of tickets of which nothing but the import is known, for tests of other modules. */
public final class TestLedgers {
    private TestLedgers() {}

    /** The ledger of a ticket that was just imported. */
    public static TicketLedger imported(TicketId ticket, @Nullable String taxNumber, @Nullable ContactId contact) {
        var facts = new TicketFacts(ticket, taxNumber, "PRINTED", contact, contact, "w1");
        return new TicketLedger(ticket, facts, OwnershipRow.first(contact), List.of(), List.of());
    }
}
