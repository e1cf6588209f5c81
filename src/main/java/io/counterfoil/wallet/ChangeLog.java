package io.counterfoil.wallet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction has changed and is going to store: changes numbered from the organizer's last sequence on, tickets,
 * transfers. Used by one thread, under the lock on the organizer's row.
 */
final class ChangeLog {
    private final EntryWriter writer;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, WalletTicket> tickets = new LinkedHashMap<>();
    private final Map<String, Transfer> transfers = new LinkedHashMap<>();
    private long sequence;

    ChangeLog(EntryWriter writer, long sequence) {
        this.writer = writer;
        this.sequence = sequence;
    }

    /** Tells the ticket's new status; answers the change's sequence. */
    long tell(WalletTicket ticket, WalletStatus status, Instant at, @Nullable Transfer transfer) {
        sequence++;
        ticket.status = status;
        ticket.statusAt = at;
        ticket.lastSequence = sequence;
        changes.add(new Change(sequence, ticket.id(), at, writer.write(ticket, transfer)));
        keep(ticket);
        return sequence;
    }

    /** Stores the ticket as it is, without telling anything. */
    void keep(WalletTicket ticket) {
        tickets.put(ticket.id(), ticket);
    }

    void keep(Transfer transfer) {
        transfers.put(transfer.id(), transfer);
    }

    List<Change> changes() {
        return changes;
    }

    List<WalletTicket> tickets() {
        return List.copyOf(tickets.values());
    }

    List<Transfer> transfers() {
        return List.copyOf(transfers.values());
    }

    long sequence() {
        return sequence;
    }
}
