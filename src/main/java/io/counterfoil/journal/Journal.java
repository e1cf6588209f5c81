package io.counterfoil.journal;

import io.counterfoil.kernel.OrganizerCode;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An organizer's journal: append in the transaction of what changed, read as the ordered, replayable change feed. Both need
 * the organizer's transaction to be open, and appending needs it to be a writing one.
 */
public final class Journal {
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public Journal(DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** Appends the changes in their order, with two statements however many they are. */
    public void append(OrganizerCode organizer, String actor, List<Change> changes) {
        if (!changes.isEmpty()) {
            append(organizer, JournalPage.of(head(organizer), actor, now(), changes, random));
        }
    }

    /**
     * Appends changes whose lines are made beside the caller, who writes meanwhile what they tell of: hashing takes time
     * and needs no database.
     */
    public void appendAfter(OrganizerCode organizer, String actor, List<Change> changes, Runnable writing) {
        if (changes.isEmpty()) {
            writing.run();
            return;
        }
        JournalHead head = head(organizer);
        Instant now = now();
        CompletableFuture<JournalPage> page =
                CompletableFuture.supplyAsync(() -> JournalPage.of(head, actor, now, changes, random));
        writing.run();
        append(organizer, page.join());
    }

    private JournalHead head(OrganizerCode organizer) {
        JournalHead head = jdbc.queryForObject(
                "select journal_seq, journal_hash from organizer_head where organizer = ?",
                (rs, row) -> new JournalHead(rs.getLong(1), rs.getBytes(2)),
                organizer.value());
        if (head == null) {
            throw new IllegalStateException("journal of " + organizer + " written outside its transaction");
        }
        return head;
    }

    private Instant now() {
        // PostgreSQL keeps microseconds; hashing more than it keeps would break the check
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Lines after a number, oldest first. */
    public List<JournalLine> after(OrganizerCode organizer, long seq, int limit) {
        return jdbc.query("""
                select seq, at, actor, entity, entity_id, action, run_id, body
                from journal where organizer = ? and seq > ? order by seq limit ?""", (rs, row) -> line(rs), organizer.value(), seq, limit);
    }

    /** Lines of one thing after a number, oldest first. */
    public List<JournalLine> of(OrganizerCode organizer, String entity, String entityId, long seq, int limit) {
        return jdbc.query("""
                select seq, at, actor, entity, entity_id, action, run_id, body
                from journal where organizer = ? and entity = ? and entity_id = ? and seq > ? order by seq limit ?""", (rs, row) -> line(rs), organizer.value(), entity, entityId, seq, limit);
    }

    /**
     * Which lines are asked for; null: any.
     *
     * @param entity what kind of thing; with {@code entityId} one of them
     */
    public record Filter(
            @Nullable String entity,
            @Nullable String entityId,
            @Nullable String action,
            @Nullable String actor) {}

    /**
     * Lines before a number, newest first; of those that a filter has to look through, at most so many are.
     *
     * @param before {@link Long#MAX_VALUE}: from the newest on
     * @param lookAt how many lines are looked at, at most; those of one thing are all looked at
     */
    public List<JournalLine> before(OrganizerCode organizer, Filter filter, long before, int limit, int lookAt) {
        boolean one = filter.entity() != null && filter.entityId() != null;
        String rows = one
                ? "select * from journal where organizer = ? and entity = ? and entity_id = ? and seq < ?"
                        + " order by seq desc limit ?"
                : "select * from journal where organizer = ? and seq < ? order by seq desc limit ?";
        List<Object> parameters = one
                ? new ArrayList<>(List.of(
                        organizer.value(),
                        Objects.requireNonNull(filter.entity()),
                        Objects.requireNonNull(filter.entityId()),
                        before,
                        lookAt))
                : new ArrayList<>(List.of(organizer.value(), before, lookAt));
        StringBuilder sql = new StringBuilder("""
                select seq, at, actor, entity, entity_id, action, run_id, body from (""").append(rows).append(") looked where true");
        add(sql, parameters, " and entity = ?", filter.entity());
        add(sql, parameters, " and entity_id = ?", filter.entityId());
        add(sql, parameters, " and action = ?", filter.action());
        add(sql, parameters, " and actor = ?", filter.actor());
        parameters.add(limit);
        return jdbc.query(
                sql.append(" order by seq desc limit ?").toString(), (rs, row) -> line(rs), parameters.toArray());
    }

    private static void add(StringBuilder sql, List<Object> parameters, String condition, @Nullable String value) {
        if (value != null) {
            sql.append(condition);
            parameters.add(value);
        }
    }

    /**
     * Where the journal ends: kept elsewhere, it proves later that nothing before it was altered.
     *
     * @param seq number of the last line, 0 when there is none
     * @param hash of the last line, hexadecimal
     */
    public record End(long seq, String hash) {}

    public End end(OrganizerCode organizer) {
        JournalHead head = head(organizer);
        return new End(head.seq(), HexFormat.of().formatHex(head.hash()));
    }

    /**
     * Takes the bodies of all lines of some things away, for good, and their salts, without which nobody can try out what
     * they said. That something happened, when and by whom stays, and the chain stays valid.
     */
    public void erase(OrganizerCode organizer, String entity, Collection<String> entityIds) {
        jdbc.update("""
                update journal set body = null, salt = null
                where organizer = ? and entity = ? and entity_id = any(?)""", ps -> {
            ps.setString(1, organizer.value());
            ps.setString(2, entity);
            ps.setArray(3, ps.getConnection().createArrayOf("text", entityIds.toArray()));
        });
    }

    private static JournalLine line(ResultSet rs) throws SQLException {
        return new JournalLine(
                rs.getLong(1),
                rs.getObject(2, OffsetDateTime.class).toInstant(),
                rs.getString(3),
                rs.getString(4),
                rs.getString(5),
                rs.getString(6),
                rs.getObject(7, UUID.class),
                rs.getString(8));
    }

    private void append(OrganizerCode organizer, JournalPage page) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (var insert = connection.prepareStatement("""
                    with lines as (
                    insert into journal (organizer, seq, at, actor, entity, entity_id, action, run_id, body, salt, digest, hash)
                    select ?, ? + n, ?, ?, entity, entity_id, action, run_id, body, salt, digest, hash
                    from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[])
                        with ordinality as line (entity, entity_id, action, run_id, body, salt, digest, hash, n))
                    update organizer_head set journal_seq = ?, journal_hash = ? where organizer = ?""")) {
                insert.setString(1, organizer.value());
                insert.setLong(2, page.head().seq());
                insert.setObject(3, page.at().atOffset(ZoneOffset.UTC));
                insert.setString(4, page.actor());
                insert.setArray(5, connection.createArrayOf("text", page.column(Change::entity)));
                insert.setArray(6, connection.createArrayOf("text", page.column(Change::entityId)));
                insert.setArray(7, connection.createArrayOf("text", page.column(Change::action)));
                insert.setArray(8, connection.createArrayOf("uuid", page.runIds()));
                insert.setArray(9, connection.createArrayOf("text", page.column(Change::body)));
                insert.setArray(10, connection.createArrayOf("bytea", page.salts()));
                insert.setArray(11, connection.createArrayOf("bytea", page.digests()));
                insert.setArray(12, connection.createArrayOf("bytea", page.hashes()));
                insert.setLong(13, page.next().seq());
                insert.setBytes(14, page.next().hash());
                insert.setString(15, organizer.value());
                return insert.executeUpdate();
            }
        });
    }
}
