package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LogItem.WalletEntry;
import io.counterfoil.tickets.TicketWriter.Of;
import io.counterfoil.tickets.TicketWriter.PlacedLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What ledgers came to: the rows to be stored, and what the journal should say of them. */
public final class LedgerOutcome {
    final List<Of<WalletEntry>> entries = new ArrayList<>();
    final List<Of<WalletEntry>> followed = new ArrayList<>();
    final List<Of<PlacedLine>> fresh = new ArrayList<>();
    final List<Of<PlacedLine>> moved = new ArrayList<>();
    final List<Of<UUID>> withdrawn = new ArrayList<>();
    final List<Of<OwnershipRow>> rows = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    private LedgerOutcome() {}

    /** The outcome, in ticket-id order, so that pages touch indexes in one direction. */
    public static LedgerOutcome of(Collection<TicketLedger> ledgers, AddressBook book, @Nullable UUID runId) {
        List<TicketLedger> ordered = new ArrayList<>(ledgers);
        ordered.sort((one, other) -> one.ticketId().compareTo(other.ticketId()));
        LedgerOutcome outcome = new LedgerOutcome();
        ordered.forEach(ledger -> outcome.add(ledger, book, runId));
        return outcome;
    }

    /** One line a ticket that is not as it was. */
    public List<Change> changes() {
        return changes;
    }

    private void add(TicketLedger ledger, AddressBook book, @Nullable UUID runId) {
        TicketId id = ledger.ticketId();
        ledger.added().forEach(entry -> entries.add(new Of<>(id, entry)));
        ledger.followedLater().forEach(entry -> followed.add(new Of<>(id, entry)));
        LineChanges changed = LineChanges.between(ledger.stored(), ledger.present());
        changed.written().forEach(line -> (line.stored() ? moved : fresh).add(new Of<>(id, line)));
        changed.withdrawn().forEach(line -> withdrawn.add(new Of<>(id, line.id())));
        OwnershipRow row = ledger.row(book);
        if (!row.equals(ledger.storedRow())) {
            rows.add(new Of<>(id, row));
            changes.add(TicketJournal.changed(id, ledger.storedRow(), row, changed, runId));
        }
    }
}
