package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The way to change tickets: load their ledgers, let things happen to them, store them. All within one
 * {@code OrganizerTransactions.write}, whose turn-taking keeps others off these tickets.
 */
public final class TicketLedgers {
    private final TicketStore store;
    private final TicketWriter writer;

    public TicketLedgers(DataSource dataSource) {
        this.store = new TicketStore(dataSource);
        this.writer = new TicketWriter(dataSource);
    }

    /**
     * The ledgers of those tickets that exist, with their logs where the entries that are to come need them.
     *
     * @param entries what is to be delivered, per ticket in order; tickets without entries come without log
     * @param withFacts whether what the back office says of the tickets is needed too
     */
    public Map<TicketId, TicketLedger> forEntries(
            OrganizerCode organizer, Map<TicketId, List<WalletEntry>> entries, boolean withFacts) {
        Map<TicketId, OwnershipRow> rows = store.ownerships(organizer, entries.keySet());
        Set<TicketId> late = new HashSet<>();
        rows.forEach((id, row) -> {
            if (comesLate(entries.getOrDefault(id, List.of()), row.end())) {
                late.add(id);
            }
        });
        return load(organizer, rows, late, withFacts ? rows.keySet() : late);
    }

    /** Whether one of the entries has to be put in its place among others. */
    private static boolean comesLate(List<WalletEntry> entries, LogEnd known) {
        LogEnd end = known;
        for (WalletEntry entry : entries) {
            if (!end.isBefore(entry)) {
                return true;
            }
            end = end.after(entry);
        }
        return false;
    }

    /** The ledgers of those tickets that exist, with or without their logs. */
    public Map<TicketId, TicketLedger> of(OrganizerCode organizer, Collection<TicketId> tickets, boolean withLogs) {
        Map<TicketId, OwnershipRow> rows = store.ownerships(organizer, tickets);
        return load(organizer, rows, withLogs ? rows.keySet() : Set.of(), rows.keySet());
    }

    private Map<TicketId, TicketLedger> load(
            OrganizerCode organizer,
            Map<TicketId, OwnershipRow> rows,
            Set<TicketId> withLogs,
            Set<TicketId> withFacts) {
        List<TicketId> withLines = rows.entrySet().stream()
                .filter(row -> row.getValue().lineCount() > 0)
                .map(Map.Entry::getKey)
                .toList();
        Map<TicketId, TicketFacts> facts = store.facts(organizer, withFacts);
        Map<TicketId, List<Distribution>> lines = store.lines(organizer, withLines);
        Map<TicketId, List<WalletEntry>> logs = store.logs(organizer, withLogs);
        Map<TicketId, TicketLedger> ledgers = HashMap.newHashMap(rows.size());
        rows.forEach((id, row) -> {
            List<Distribution> ofTicket = lines.getOrDefault(id, List.of());
            List<LogItem> log = withLogs.contains(id) ? items(logs.getOrDefault(id, List.of()), ofTicket) : null;
            ledgers.put(id, new TicketLedger(id, facts.get(id), row, ofTicket, log));
        });
        return ledgers;
    }

    private static List<LogItem> items(List<WalletEntry> entries, List<Distribution> lines) {
        List<LogItem> items = new ArrayList<>(entries);
        for (Distribution line : lines) {
            LogItem item = LineRow.item(line);
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    /** Stores what the ledgers came to; answers what the journal should say. */
    public List<Change> store(
            OrganizerCode organizer, Collection<TicketLedger> ledgers, AddressBook book, @Nullable UUID runId) {
        LedgerOutcome outcome = LedgerOutcome.of(ledgers, book, runId);
        store(organizer, outcome);
        return outcome.changes();
    }

    /** Stores an outcome, with at most six statements. */
    public void store(OrganizerCode organizer, LedgerOutcome outcome) {
        writer.insertLog(organizer, outcome.entries);
        writer.markFollowed(organizer, outcome.followed);
        writer.withdrawLines(organizer, outcome.withdrawn);
        writer.updateLines(organizer, outcome.moved);
        writer.insertLines(organizer, outcome.fresh);
        writer.updateOwnership(organizer, outcome.rows);
    }
}
