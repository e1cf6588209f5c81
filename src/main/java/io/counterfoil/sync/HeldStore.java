package io.counterfoil.sync;

import static io.counterfoil.database.RowsAsArrays.time;

import io.counterfoil.database.RowsAsArrays;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of table held_entry. */
final class HeldStore {
    private static final String COLUMNS = """
            held_id, kind, interface, epoch, run_id, ticket_id, reason, detail, raw, digest, state, received_at, closed_at,
            closed_by
            """;

    /** Before every id. */
    private static final UUID BEGINNING = new UUID(0, 0);

    private final JdbcTemplate jdbc;

    HeldStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Adds what is not held already. */
    void hold(OrganizerCode organizer, List<Held> held) {
        RowsAsArrays.update(jdbc, """
                insert into held_entry (organizer, held_id, kind, interface, epoch, run_id, ticket_id, reason, detail, raw, digest,
                    state, received_at)
                select ?, held_id, kind, interface, epoch, run_id, ticket_id, reason, detail, raw, digest, 'OPEN', %s
                from unnest(?::uuid[], ?::text[], ?::text[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[],
                    ?::uuid[], ?::bigint[])
                as h (held_id, kind, interface, epoch, run_id, ticket_id, reason, detail, raw, digest, received_at)
                on conflict (organizer, kind, digest, interface) do nothing""".formatted(time("received_at")), held, p -> {
            p.same(organizer.value());
            p.uuids(Held::id);
            p.texts(Held::kind);
            p.texts(Held::interfaceCode);
            p.integers(Held::epoch);
            p.uuids(Held::runId);
            p.texts(Held::ticketId);
            p.texts(Held::reason);
            p.texts(Held::detail);
            p.bytes(Held::raw);
            p.uuids(Held::digest);
            p.times(Held::receivedAt);
        });
    }

    /** Which of the digests were quarantined once and are closed. */
    Set<UUID> closed(OrganizerCode organizer, String interfaceCode, Collection<UUID> digests) {
        return new HashSet<>(
                jdbc.queryForList("""
                select digest from held_entry where organizer = ? and kind = 'QUARANTINE' and interface = ?
                    and digest = any(?::uuid[]) and state <> 'OPEN'""", UUID.class, organizer.value(), interfaceCode, digests.toArray(UUID[]::new)));
    }

    @Nullable
    Held find(OrganizerCode organizer, Held.Kind kind, UUID id) {
        List<Held> found = jdbc.query(
                "select " + COLUMNS + "from held_entry where organizer = ? and kind = ? and held_id = ?",
                (rs, row) -> read(rs),
                organizer.value(),
                kind.name(),
                id);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Open entries of tickets, as they came. */
    List<Held> ofTickets(OrganizerCode organizer, Held.Kind kind, Collection<TicketId> tickets, int limit) {
        return jdbc.query(
                "select " + COLUMNS + """
                        from held_entry where organizer = ? and ticket_id = any(?::text[]) and kind = ? and state = 'OPEN'
                        order by held_id limit ?""",
                (rs, row) -> read(rs),
                organizer.value(),
                tickets.stream().map(TicketId::value).toArray(String[]::new),
                kind.name(),
                limit);
    }

    List<Held> list(OrganizerCode organizer, HeldFilter filter, @Nullable UUID after, int limit) {
        StringBuilder sql = new StringBuilder(
                "select " + COLUMNS + "from held_entry where organizer = ? and kind = ? and held_id > ?");
        List<Object> parameters =
                new ArrayList<>(List.of(organizer.value(), filter.kind().name(), after == null ? BEGINNING : after));
        // only what is asked for is said, so that each question has its own plan
        if (filter.stateName() != null) {
            sql.append(" and state = ?");
            parameters.add(filter.stateName());
        }
        if (filter.reason() != null) {
            sql.append(" and reason = ?");
            parameters.add(filter.reason());
        }
        parameters.add(limit);
        return jdbc.query(
                sql.append(" order by held_id limit ?").toString(), (rs, row) -> read(rs), parameters.toArray());
    }

    /** How many open entries each reason has. */
    Map<String, Long> openByReason(OrganizerCode organizer, Held.Kind kind) {
        Map<String, Long> reasons = new TreeMap<>();
        jdbc.query(
                """
                select reason, count(*) from held_entry
                where organizer = ? and kind = ? and state = 'OPEN' group by reason""",
                rs -> {
                    reasons.put(rs.getString(1), rs.getLong(2));
                },
                organizer.value(),
                kind.name());
        return reasons;
    }

    void close(OrganizerCode organizer, Collection<UUID> ids, Held.State state, Instant at, String actor) {
        if (!ids.isEmpty()) {
            jdbc.update(
                    """
                    update held_entry set state = ?, closed_at = ?, closed_by = ?
                    where organizer = ? and held_id = any(?::uuid[]) and state = 'OPEN'""", state.name(), at.atOffset(ZoneOffset.UTC), actor, organizer.value(), ids.toArray(UUID[]::new));
        }
    }

    /** Notes why a replayed entry still cannot be applied. */
    void stillOpen(OrganizerCode organizer, UUID id, Verdict.Refused refused) {
        jdbc.update(
                "update held_entry set reason = ?, detail = ? where organizer = ? and held_id = ?",
                refused.reason(),
                refused.detail(),
                organizer.value(),
                id);
    }

    /** Forgets entries that were closed before a time, so many at most; answers how many. */
    int forget(OrganizerCode organizer, Instant before, int limit) {
        return jdbc.update("""
                delete from held_entry where organizer = ? and held_id in (
                    select held_id from held_entry where organizer = ? and state <> 'OPEN'
                        and coalesce(closed_at, received_at) < ? limit ?)""", organizer.value(), organizer.value(), before.atOffset(ZoneOffset.UTC), limit);
    }

    private static Held read(ResultSet rs) throws SQLException {
        OffsetDateTime closed = rs.getObject("closed_at", OffsetDateTime.class);
        return new Held(
                rs.getObject("held_id", UUID.class),
                Held.Kind.valueOf(rs.getString("kind")),
                rs.getString("interface"),
                rs.getInt("epoch"),
                rs.getObject("run_id", UUID.class),
                rs.getString("ticket_id"),
                rs.getString("reason"),
                rs.getString("detail"),
                rs.getBytes("raw"),
                rs.getObject("digest", UUID.class),
                Held.State.valueOf(rs.getString("state")),
                Objects.requireNonNull(rs.getObject("received_at", OffsetDateTime.class))
                        .toInstant(),
                closed == null ? null : closed.toInstant(),
                rs.getString("closed_by"));
    }
}
