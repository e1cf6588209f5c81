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
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The journal of what belongs to no single organizer: accounts, their roles, tokens. Appended in the transaction of what
 * changed; those who append take turns. A line that concerns an organizer names it in its body's member {@code organizer}.
 */
public final class InstallationJournal {
    /** What a body calls the organizer that a line concerns. */
    public static final String ORGANIZER = "organizer";

    private static final int SALT_BYTES = 16;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public InstallationJournal(DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    private record Head(long seq, byte[] hash) {}

    /** Lets the caller's transaction be the only one that appends, until it ends. Appending does this by itself. */
    public void takeTurn() {
        head();
    }

    /** Appends one line, in the caller's transaction. */
    public void append(String actor, String entity, String entityId, String action, String body) {
        Head head = head();
        // PostgreSQL keeps microseconds; hashing more than it keeps would break the check
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        HashChain chain = new HashChain();
        byte[] digest = chain.digest(salt, body);
        long seq = head.seq() + 1;
        byte[] hash = chain.next(head.hash(), seq, at, actor, new Change(entity, entityId, action, null, body), digest);
        jdbc.update("""
                insert into installation_journal (seq, at, actor, entity, entity_id, action, body, salt, digest, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", seq, at.atOffset(ZoneOffset.UTC), actor, entity, entityId, action, body, salt, digest, hash);
        jdbc.update("update installation_journal_head set seq = ?, hash = ?", seq, hash);
    }

    /**
     * Lines before a number, latest first.
     *
     * @param before exclusive; {@link Long#MAX_VALUE} for the latest
     * @param about only lines that concern this organizer; null: all
     */
    public List<JournalLine> before(long before, @Nullable OrganizerCode about, int limit) {
        String organizer = about == null ? null : about.value();
        return jdbc.query("""
                select seq, at, actor, entity, entity_id, action, body from installation_journal
                where seq < ? and (?::text is null or body::jsonb ->> 'organizer' = ?)
                order by seq desc limit ?""", (rs, row) -> line(rs), before, organizer, organizer, limit);
    }

    /** Lines before a number that fit a filter, latest first. */
    public List<JournalLine> before(long before, Journal.Filter filter, int limit) {
        return jdbc.query(
                """
                select seq, at, actor, entity, entity_id, action, body from installation_journal
                where seq < ? and (?::text is null or entity = ?) and (?::text is null or entity_id = ?)
                    and (?::text is null or action = ?) and (?::text is null or actor = ?)
                order by seq desc limit ?""",
                (rs, row) -> line(rs),
                before,
                filter.entity(),
                filter.entity(),
                filter.entityId(),
                filter.entityId(),
                filter.action(),
                filter.action(),
                filter.actor(),
                filter.actor(),
                limit);
    }

    /** Where it ends: kept elsewhere, it proves later that nothing before it was altered. */
    public Journal.End end() {
        return jdbc
                .query(
                        "select seq, hash from installation_journal_head",
                        (rs, row) ->
                                new Journal.End(rs.getLong(1), HexFormat.of().formatHex(rs.getBytes(2))))
                .stream()
                .findFirst()
                .orElse(new Journal.End(0, ""));
    }

    /** Lines of one thing, latest first. */
    public List<JournalLine> of(String entity, String entityId, int limit) {
        return jdbc.query("""
                select seq, at, actor, entity, entity_id, action, body from installation_journal
                where entity = ? and entity_id = ? order by seq desc limit ?""", (rs, row) -> line(rs), entity, entityId, limit);
    }

    private Head head() {
        jdbc.update("insert into installation_journal_head (only_row) values (true) on conflict do nothing");
        Head head = jdbc.queryForObject(
                "select seq, hash from installation_journal_head for update",
                (rs, row) -> new Head(rs.getLong(1), rs.getBytes(2)));
        if (head == null) {
            throw new IllegalStateException("the installation's journal has no head");
        }
        return head;
    }

    private static JournalLine line(ResultSet rs) throws SQLException {
        return new JournalLine(
                rs.getLong(1),
                rs.getObject(2, OffsetDateTime.class).toInstant(),
                rs.getString(3),
                rs.getString(4),
                rs.getString(5),
                rs.getString(6),
                null,
                rs.getString(7));
    }
}
