package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LogItem.WalletEntry;
import io.counterfoil.tickets.TicketWriter.Of;
import io.counterfoil.tickets.TicketWriter.PlacedLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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

    /** Stores what the ledgers came to, with at most six statements; answers what the journal should say. */
    public List<Change> store(
            OrganizerCode organizer, Collection<TicketLedger> ledgers, AddressBook book, @Nullable UUID runId) {
        List<Of<WalletEntry>> entries = new ArrayList<>();
        List<Of<WalletEntry>> followed = new ArrayList<>();
        List<Of<PlacedLine>> fresh = new ArrayList<>();
        List<Of<PlacedLine>> moved = new ArrayList<>();
        List<Of<UUID>> withdrawn = new ArrayList<>();
        List<Of<OwnershipRow>> rows = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (TicketLedger ledger : inOrder(ledgers)) {
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
        writer.insertLog(organizer, entries);
        writer.markFollowed(organizer, followed);
        writer.withdrawLines(organizer, withdrawn);
        writer.updateLines(organizer, moved);
        writer.insertLines(organizer, fresh);
        writer.updateOwnership(organizer, rows);
        return changes;
    }

    /** Ticket-id order, so that pages touch indexes in one direction. */
    private static List<TicketLedger> inOrder(Collection<TicketLedger> ledgers) {
        List<TicketLedger> ordered = new ArrayList<>(ledgers);
        ordered.sort((one, other) -> one.ticketId().compareTo(other.ticketId()));
        return Collections.unmodifiableList(ordered);
    }

    /** What became of a ticket's lines. */
    record LineChanges(List<PlacedLine> written, List<Distribution> withdrawn) {
        static LineChanges between(List<Distribution> stored, List<Distribution> present) {
            Set<UUID> known = new HashSet<>();
            stored.forEach(line -> known.add(line.id()));
            List<PlacedLine> written = new ArrayList<>();
            Set<UUID> kept = new HashSet<>();
            for (int i = 0; i < present.size(); i++) {
                Distribution line = present.get(i);
                kept.add(line.id());
                // most lines stand where they stood: then one comparison tells
                if (i >= stored.size() || !stored.get(i).equals(line)) {
                    written.add(new PlacedLine(i + 1, line, known.contains(line.id())));
                }
            }
            return new LineChanges(
                    written,
                    stored.stream().filter(line -> !kept.contains(line.id())).toList());
        }
    }
}
