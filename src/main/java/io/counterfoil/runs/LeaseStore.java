package io.counterfoil.runs;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.InterfaceFunction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of the tables run_lease and run_request. Every method works within the caller's transaction of the organizer. */
final class LeaseStore {
    private final JdbcClient jdbc;

    LeaseStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The run that holds a lease now. Locks the lease until the transaction ends. */
    Optional<UUID> holder(OrganizerCode organizer, String lease) {
        return jdbc.sql("select run_id from run_lease where organizer = ? and lease = ? and held for update")
                .params(organizer.value(), lease)
                .query(UUID.class)
                .optional();
    }

    /** Gives the lease, which nobody holds, to a run; answers its fencing number. */
    long give(OrganizerCode organizer, String lease, UUID run, String node, Instant now) {
        return jdbc.sql("""
                insert into run_lease (organizer, lease, run_id, node, fencing, held, heartbeat_at)
                values (?, ?, ?, ?, 1, true, ?)
                on conflict (organizer, lease) do update set run_id = excluded.run_id, node = excluded.node,
                    fencing = run_lease.fencing + 1, held = true, heartbeat_at = excluded.heartbeat_at
                returning fencing""")
                .params(organizer.value(), lease, run, node, utc(now))
                .query(Long.class)
                .single();
    }

    /**
     * Whether this very holder still holds its lease. The lease cannot change hands before the transaction ends, while signs
     * of life can still be written.
     */
    boolean isHeld(RunLease lease) {
        return jdbc.sql("""
                select 1 from run_lease where organizer = ? and lease = ? and run_id = ? and fencing = ? and held
                for key share""")
                .params(lease.organizer().value(), lease.name(), lease.runId(), lease.fencing())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Writes a sign of life; false when the lease is another's. */
    boolean beat(RunLease lease, Instant at) {
        return jdbc.sql("""
                update run_lease set heartbeat_at = ?
                where organizer = ? and lease = ? and run_id = ? and fencing = ? and held""")
                        .params(utc(at), lease.organizer().value(), lease.name(), lease.runId(), lease.fencing())
                        .update()
                == 1;
    }

    /** Frees the lease; false when it is another's. */
    boolean free(RunLease lease) {
        return jdbc.sql("""
                update run_lease set held = false
                where organizer = ? and lease = ? and run_id = ? and fencing = ? and held""")
                        .params(lease.organizer().value(), lease.name(), lease.runId(), lease.fencing())
                        .update()
                == 1;
    }

    boolean hasStale(OrganizerCode organizer, Instant before) {
        return jdbc.sql("select 1 from run_lease where organizer = ? and held and heartbeat_at < ? limit 1")
                .params(organizer.value(), utc(before))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Takes every lease whose holder has given no sign of life since then; waits for holders that are just writing. */
    List<RunLease> takeStale(OrganizerCode organizer, Instant before, String node, Instant now) {
        List<String> stale = jdbc.sql("""
                select lease from run_lease where organizer = ? and held and heartbeat_at < ? order by lease for update""")
                .params(organizer.value(), utc(before))
                .query((rs, row) -> rs.getString(1))
                .list();
        return stale.stream()
                .map(lease -> jdbc.sql("""
                        update run_lease l set node = ?, fencing = fencing + 1, heartbeat_at = ?
                        from run r
                        where l.organizer = ? and l.lease = ? and r.organizer = l.organizer and r.run_id = l.run_id
                        returning r.run_id, r.interface, r.function, r.dry_run, l.fencing""")
                        .params(node, utc(now), organizer.value(), lease)
                        .query((rs, row) -> taken(rs, organizer))
                        .single())
                .toList();
    }

    /** Puts a start in its place; false when the place is taken. */
    boolean addRequest(
            OrganizerCode organizer, String interfaceCode, InterfaceFunction function, StartedBy by, Instant now) {
        return jdbc.sql("""
                insert into run_request (organizer, interface, function, started_by, requested_at)
                values (?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(organizer.value(), interfaceCode, function.code(), by.name(), utc(now))
                        .update()
                == 1;
    }

    /** Starts that wait, the longest waiting first. */
    List<RunRequest> requests(OrganizerCode organizer) {
        return jdbc.sql("""
                select interface, function, started_by, requested_at from run_request
                where organizer = ? order by requested_at, interface, function""")
                .param(organizer.value())
                .query((rs, row) -> new RunRequest(
                        rs.getString(1), function(rs.getString(2)), StartedBy.valueOf(rs.getString(3)), instant(rs, 4)))
                .list();
    }

    boolean removeRequest(OrganizerCode organizer, RunRequest request) {
        return jdbc.sql("delete from run_request where organizer = ? and interface = ? and function = ?")
                        .params(
                                organizer.value(),
                                request.interfaceCode(),
                                request.function().code())
                        .update()
                == 1;
    }

    private static RunLease taken(ResultSet rs, OrganizerCode organizer) throws SQLException {
        return new RunLease(
                organizer,
                rs.getObject(1, UUID.class),
                rs.getString(2),
                function(rs.getString(3)),
                rs.getBoolean(4),
                rs.getLong(5),
                true);
    }

    static InterfaceFunction function(String code) {
        return InterfaceFunction.find(code)
                .orElseThrow(() -> new IllegalStateException("function " + code + " is stored and not known"));
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet rs, int column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet rs, int column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
