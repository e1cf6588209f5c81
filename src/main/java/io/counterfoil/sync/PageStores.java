package io.counterfoil.sync;

import io.counterfoil.contacts.Contacts;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.tickets.LedgerOutcome;
import io.counterfoil.tickets.TicketLedgers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Everything that a page is written into. */
record PageStores(TicketLedgers ledgers, Contacts contacts, Journal journal, HeldStore held, SyncPositions positions) {

    /** Stores what a snapshot came to, and writes the journal; in the caller's transaction. */
    void store(OrganizerCode organizer, Snapshot snapshot, UUID runId, String interfaceCode) {
        String actor = "interface:" + interfaceCode;
        List<Change> changes = new ArrayList<>(contacts.store(organizer, actor, snapshot.book(), runId));
        LedgerOutcome outcome = LedgerOutcome.of(snapshot.all(), snapshot.book(), runId);
        changes.addAll(outcome.changes());
        journal.appendAfter(organizer, actor, changes, () -> ledgers.store(organizer, outcome));
    }
}
