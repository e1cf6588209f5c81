package io.counterfoil.wallet;

import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** The wallet's engine: does work on an organizer's tickets in one transaction, and says afterwards that something changed. */
final class Wallet {
    /** Tickets in one transaction of the time-out: the organizer's other writers wait meanwhile. */
    private static final int MOST_OVERDUE = 500;

    private final WalletDatabase database;
    private final WalletStore store;
    private final AccountStore accounts;
    private final EntryWriter writer;
    private final Clock clock;
    private final Consumer<OrganizerCode> changed;

    /** @param changed told after the commit of each transaction that changed something */
    Wallet(WalletDatabase database, EntryWriter writer, Clock clock, Ids ids, Consumer<OrganizerCode> changed) {
        this.database = database;
        this.store = new WalletStore(database.jdbc());
        this.accounts = new AccountStore(database.jdbc(), ids);
        this.writer = writer;
        this.clock = clock;
        this.changed = changed;
    }

    <T> T write(OrganizerCode organizer, Function<WalletWork, T> action) {
        Done<T> done = database.write(organizer, head -> {
            // the time is taken under the lock, so that times grow along the sequences
            WalletWork work = new WalletWork(organizer, store, accounts, new ChangeLog(writer, head.sequence()), now());
            T result = action.apply(work);
            return new Done<>(result, store(organizer, work));
        });
        if (done.changed()) {
            changed.accept(organizer);
        }
        return done.result();
    }

    /** Gives up the organizer's transfers whose time is over. */
    void expireOverdue(OrganizerCode organizer) {
        List<String> overdue = store.overdueTickets(organizer, now(), MOST_OVERDUE);
        while (!overdue.isEmpty()) {
            List<String> page = overdue;
            write(organizer, work -> {
                work.take(page);
                return true;
            });
            overdue = store.overdueTickets(organizer, now(), MOST_OVERDUE);
        }
    }

    /** Gives up all transfers whose time is over. */
    void expireOverdue() {
        store.overdueOrganizers(now()).forEach(this::expireOverdue);
    }

    /** Now, as precise as it is told. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    WalletDatabase database() {
        return database;
    }

    AccountStore accounts() {
        return accounts;
    }

    private boolean store(OrganizerCode organizer, WalletWork work) {
        ChangeLog log = work.log();
        if (!work.faces().isEmpty()) {
            store.saveFaces(organizer, work.faces());
        }
        if (!log.tickets().isEmpty()) {
            store.saveStates(organizer, log.tickets());
        }
        if (!log.transfers().isEmpty()) {
            store.saveTransfers(organizer, log.transfers());
        }
        if (log.changes().isEmpty()) {
            return false;
        }
        saveChanges(organizer, log);
        return true;
    }

    private void saveChanges(OrganizerCode organizer, ChangeLog log) {
        JdbcTemplate jdbc = database.jdbc();
        jdbc.update(
                """
                insert into wallet.change (organizer, sequence, ticket_id, at, entry)
                select ?, c.* from unnest(?::bigint[], ?::text[], ?::timestamptz[], ?::text[]) c""",
                statement -> new Rows<>(statement, log.changes())
                        .text(1, organizer.value())
                        .numbers(2, Change::sequence)
                        .texts(3, Change::ticketId)
                        .times(4, Change::at)
                        .texts(5, Change::entry));
        jdbc.update("update wallet.organizer set sequence = ? where organizer = ?", log.sequence(), organizer.value());
    }

    private record Done<T>(T result, boolean changed) {}
}
