package io.counterfoil.sync;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The stored pagination keys. A run moves one only in the transaction of what the key covers; a person may reset it. */
public final class SyncPositions {
    private static final int LONGEST_KEY = 4096;

    private final JdbcTemplate jdbc;
    private final OrganizerTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    public SyncPositions(DataSource dataSource, OrganizerTransactions transactions, Journal journal, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** Where the interface stands; the beginning when it never ran. */
    public SyncPosition find(OrganizerCode organizer, String interfaceCode) {
        return transactions.read(organizer, () -> present(organizer, interfaceCode));
    }

    /**
     * Puts the key where a person says: what comes after it is asked for again, and changes nothing that is known.
     *
     * @param key empty: from the beginning
     * @param newWallet whether another wallet answers from now on: sequences begin anew
     */
    public SyncPosition reset(
            OrganizerCode organizer, String interfaceCode, String key, boolean newWallet, String actor) {
        if (key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
            throw Refusal.invalid("paginationKey", key, "at most 4096 characters, as the wallet gave it");
        }
        return transactions.write(organizer, () -> {
            SyncPosition before = present(organizer, interfaceCode);
            SyncPosition now = new SyncPosition(before.epoch() + (newWallet ? 1 : 0), key.isEmpty() ? null : key);
            if (!now.equals(before)) {
                put(organizer, interfaceCode, now);
                ObjectNode body = Differences.between(described(before), described(now));
                String action = newWallet ? "pagination-key-reset-new-wallet" : "pagination-key-reset";
                journal.append(organizer, actor, Differences.line("interface", interfaceCode, action, body));
            }
            return now;
        });
    }

    private static ObjectNode described(SyncPosition position) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("epoch", position.epoch())
                .put("paginationKey", position.paginationKey());
    }

    /** In the caller's transaction. */
    SyncPosition present(OrganizerCode organizer, String interfaceCode) {
        List<SyncPosition> found = jdbc.query(
                "select epoch, pagination_key from sync_position where organizer = ? and interface = ?",
                (rs, row) -> new SyncPosition(rs.getInt(1), rs.getString(2)),
                organizer.value(),
                interfaceCode);
        return found.isEmpty() ? SyncPosition.BEGINNING : found.getFirst();
    }

    /** Moves the key with what it covers, in that transaction; false when somebody reset it meanwhile. */
    boolean advance(OrganizerCode organizer, String interfaceCode, SyncPosition from, String to) {
        if (!present(organizer, interfaceCode).equals(from)) {
            return false;
        }
        put(organizer, interfaceCode, new SyncPosition(from.epoch(), to));
        return true;
    }

    private void put(OrganizerCode organizer, String interfaceCode, SyncPosition position) {
        jdbc.update(
                """
                insert into sync_position (organizer, interface, epoch, pagination_key, updated_at) values (?, ?, ?, ?, ?)
                on conflict (organizer, interface) do update set epoch = excluded.epoch,
                    pagination_key = excluded.pagination_key, updated_at = excluded.updated_at""",
                organizer.value(),
                interfaceCode,
                position.epoch(),
                position.paginationKey(),
                clock.instant().atOffset(ZoneOffset.UTC));
    }
}
