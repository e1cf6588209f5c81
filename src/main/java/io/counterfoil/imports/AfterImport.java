package io.counterfoil.imports;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.util.Collection;

/** Whoever has waited for tickets to become known. */
public interface AfterImport {
    /** Called in the transaction that made these tickets known, after everything of theirs was stored. */
    void ticketsImported(OrganizerCode organizer, Collection<TicketId> tickets);
}
