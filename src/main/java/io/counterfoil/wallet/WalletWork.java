package io.counterfoil.wallet;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One writing transaction of an organizer: tickets in hand, what happens to them, and all of it stored at the end. Tickets
 * that are taken in hand have their overdue transfers given up first, so nobody acts on a transfer whose time is over.
 */
final class WalletWork {
    private final OrganizerCode organizer;
    private final WalletStore store;
    private final AccountStore accounts;
    private final ChangeLog log;
    private final Instant now;
    private final Map<String, WalletTicket> tickets = new HashMap<>();
    private final Map<String, WalletTicket> faces = new HashMap<>();

    WalletWork(OrganizerCode organizer, WalletStore store, AccountStore accounts, ChangeLog log, Instant now) {
        this.organizer = organizer;
        this.store = store;
        this.accounts = accounts;
        this.log = log;
        this.now = now;
    }

    OrganizerCode organizer() {
        return organizer;
    }

    Instant now() {
        return now;
    }

    /** Takes tickets in hand, with four statements however many they are. */
    void take(Collection<String> ticketIds) {
        List<WalletStore.TicketRow> rows = store.tickets(organizer, ticketIds);
        List<WalletStore.TransferRow> transfers = store.openTransfers(organizer, ticketIds);
        Map<UUID, Account> people = people(rows, transfers);
        for (WalletStore.TicketRow row : rows) {
            WalletTicket ticket = row.withOwner().apply(WalletStore.person(people, row.ownerId()));
            tickets.put(ticket.id(), ticket);
        }
        for (Transfer transfer : complete(transfers, people)) {
            WalletTicket ticket = tickets.get(transfer.ticketId());
            if (ticket != null) {
                ticket.open = transfer;
                life(ticket).expire();
            }
        }
    }

    /** A ticket that was taken in hand or added; null when there is none. */
    @Nullable
    WalletTicket ticket(String id) {
        return tickets.get(id);
    }

    /** Transfers by id, open or over; an open one is its ticket's {@link WalletTicket#open}. */
    Map<String, Transfer> transfers(Collection<String> transferIds) {
        List<WalletStore.TransferRow> rows = store.transfers(organizer, transferIds);
        Map<String, Transfer> found = new HashMap<>();
        for (Transfer transfer : complete(rows, people(List.of(), rows))) {
            found.put(transfer.id(), transfer);
        }
        return found;
    }

    Optional<Transfer> transfer(String transferId) {
        return Optional.ofNullable(transfers(List.of(transferId)).get(transferId));
    }

    /** The transfer as this transaction has left it. */
    Transfer latest(Transfer transfer) {
        return log.transfers().stream()
                .filter(kept -> kept.id().equals(transfer.id()))
                .findFirst()
                .orElse(transfer);
    }

    /** The accounts of addresses, by address key; those that are missing are made. */
    Map<String, Account> accounts(Collection<EmailAddress> addresses) {
        return accounts.of(organizer, addresses, now);
    }

    Account account(UUID id) {
        return WalletStore.person(accounts.byIds(organizer, Set.of(id)), id);
    }

    /** Adds a ticket that is not there, or stores anew what the organizer says of it. */
    void add(WalletTicket ticket) {
        tickets.put(ticket.id(), ticket);
        faces.put(ticket.id(), ticket);
    }

    TicketLife life(WalletTicket ticket) {
        return new TicketLife(ticket, log, now);
    }

    ChangeLog log() {
        return log;
    }

    /** Tickets whose printed side is to be stored. */
    List<WalletTicket> faces() {
        return List.copyOf(faces.values());
    }

    private Map<UUID, Account> people(List<WalletStore.TicketRow> rows, List<WalletStore.TransferRow> transfers) {
        Set<UUID> ids = new HashSet<>();
        rows.forEach(row -> ids.add(row.ownerId()));
        transfers.forEach(row -> {
            ids.add(row.senderId());
            ids.add(row.recipientId());
        });
        return ids.isEmpty() ? Map.of() : accounts.byIds(organizer, ids);
    }

    private static List<Transfer> complete(List<WalletStore.TransferRow> rows, Map<UUID, Account> people) {
        return rows.stream()
                .map(row -> row.withPeople()
                        .apply(
                                WalletStore.person(people, row.senderId()),
                                WalletStore.person(people, row.recipientId())))
                .toList();
    }
}
