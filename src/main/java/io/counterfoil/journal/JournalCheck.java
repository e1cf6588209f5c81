package io.counterfoil.journal;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/** Tells whether somebody has altered a journal behind the application's back. */
public final class JournalCheck {
    private static final int ROWS_AT_ONCE = 1000;

    private final JdbcTemplate jdbc;

    public JournalCheck(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        // with a transaction open, which reading needs anyway, the driver then keeps this many rows in memory
        this.jdbc.setFetchSize(ROWS_AT_ONCE);
    }

    /** The first line that is missing, altered or out of the chain; empty when all is well. Reads the whole journal. */
    public OptionalLong firstBroken(OrganizerCode organizer) {
        JournalHead head = jdbc.queryForObject(
                "select journal_seq, journal_hash from organizer_head where organizer = ?",
                (rs, row) -> new JournalHead(rs.getLong(1), rs.getBytes(2)),
                organizer.value());
        OptionalLong broken = jdbc.query(
                """
                select seq, at, actor, entity, entity_id, action, run_id, body, salt, digest, hash
                from journal where organizer = ? order by seq""",
                (ResultSetExtractor<OptionalLong>)
                        rs -> firstBroken(rs, head == null ? new JournalHead(0, new byte[0]) : head),
                organizer.value());
        return broken == null ? OptionalLong.empty() : broken;
    }

    /** The same of the installation's journal. */
    public OptionalLong firstBrokenOfInstallation() {
        JournalHead head = jdbc
                .query(
                        "select seq, hash from installation_journal_head",
                        (rs, row) -> new JournalHead(rs.getLong(1), rs.getBytes(2)))
                .stream()
                .findFirst()
                .orElse(new JournalHead(0, new byte[0]));
        OptionalLong broken = jdbc.query("""
                select seq, at, actor, entity, entity_id, action, null::uuid, body, salt, digest, hash
                from installation_journal order by seq""", (ResultSetExtractor<OptionalLong>) rs -> firstBroken(rs, head));
        return broken == null ? OptionalLong.empty() : broken;
    }

    private static OptionalLong firstBroken(ResultSet rs, JournalHead head) throws SQLException {
        HashChain chain = new HashChain();
        byte[] former = new byte[0];
        long seq = 0;
        while (rs.next()) {
            seq++;
            String body = rs.getString(8);
            byte[] salt = rs.getBytes(9);
            byte[] digest = rs.getBytes(10);
            Change change =
                    new Change(rs.getString(4), rs.getString(5), rs.getString(6), rs.getObject(7, UUID.class), body);
            byte[] hash = chain.next(
                    former, seq, rs.getObject(2, OffsetDateTime.class).toInstant(), rs.getString(3), change, digest);
            boolean told = salt == null ? body == null : Arrays.equals(digest, chain.digest(salt, body));
            if (rs.getLong(1) != seq || !told || !Arrays.equals(hash, rs.getBytes(11))) {
                return OptionalLong.of(seq);
            }
            former = hash;
        }
        boolean ends = seq == head.seq() && Arrays.equals(former, head.hash());
        return ends ? OptionalLong.empty() : OptionalLong.of(seq + 1);
    }
}
