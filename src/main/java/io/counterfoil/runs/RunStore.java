package io.counterfoil.runs;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.InterfaceFunction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of the tables run, run_event and run_call. Every method works within the caller's transaction of the organizer. */
final class RunStore {
    private static final String COLUMNS = "run_id, interface, function, started_by, actor, dry_run, status, started_at,"
            + " ended_at, pages, entries, applied, unchanged, skipped, quarantined, reason, pagination_key,"
            + " stop_requested_at, stop_requested_by, report, node, first_change_at, last_change_at, expected";

    /** After every id. */
    private static final UUID END = new UUID(-1, -1);

    private final JdbcClient jdbc;

    RunStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void insert(Run run) {
        jdbc.sql("""
                insert into run (organizer, run_id, interface, function, started_by, actor, dry_run, status, started_at, node)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        run.organizer().value(),
                        run.id(),
                        run.interfaceCode(),
                        run.function().code(),
                        run.startedBy().name(),
                        run.actor(),
                        run.dryRun(),
                        run.status().name(),
                        LeaseStore.utc(run.startedAt()),
                        run.node())
                .update();
    }

    Optional<Run> find(OrganizerCode organizer, UUID id) {
        return jdbc.sql("select " + COLUMNS + " from run where organizer = ? and run_id = ?")
                .params(organizer.value(), id)
                .query((rs, row) -> run(rs, organizer))
                .optional();
    }

    /** Runs of a function, newest first; ids grow with time. */
    List<Run> newest(
            OrganizerCode organizer,
            String interfaceCode,
            InterfaceFunction function,
            @Nullable UUID before,
            int limit) {
        return jdbc.sql("select " + COLUMNS + " " + """
                 from run where organizer = ? and interface = ? and function = ?
                    and run_id < ? order by run_id desc limit ?""")
                .params(organizer.value(), interfaceCode, function.code())
                .param(before == null ? END : before)
                .param(limit)
                .query((rs, row) -> run(rs, organizer))
                .list();
    }

    /** The last run of each function, and when its last good one began, whatever the number of runs. */
    List<LatestRun> latest(OrganizerCode organizer, List<String> interfaces, List<String> functions) {
        // the last of a function by its own index: ranges of one value, since with equality the order by run id alone
        // is
        // enough, and of a function that never ran all runs would be looked through
        return jdbc.sql("select " + COLUMNS + ", good_at from (" + """
                    select last.*, (select good.started_at from run good
                        where good.organizer = ? and good.interface >= asked.interface and good.interface <= asked.interface
                            and good.function >= asked.function and good.function <= asked.function
                            and good.status in ('SUCCEEDED', 'PARTIAL') and not good.dry_run
                        order by good.interface desc, good.function desc, good.run_id desc limit 1) as good_at
                    from unnest(?::text[], ?::text[]) as asked (interface, function)
                    cross join lateral (select * from run r
                        where r.organizer = ? and r.interface >= asked.interface and r.interface <= asked.interface
                            and r.function >= asked.function and r.function <= asked.function and not r.dry_run
                        order by r.interface desc, r.function desc, r.run_id desc limit 1) last) latest""")
                .params(
                        organizer.value(),
                        interfaces.toArray(String[]::new),
                        functions.toArray(String[]::new),
                        organizer.value())
                .query((rs, row) ->
                        new LatestRun(run(rs, organizer), LeaseStore.instantOrNull(rs, rs.findColumn("good_at"))))
                .list();
    }

    void addPage(OrganizerCode organizer, UUID id, RunCounts page, @Nullable String key, ChangeTimes times) {
        jdbc.sql("""
                update run set pages = pages + 1, entries = entries + ?, applied = applied + ?, unchanged = unchanged + ?,
                    skipped = skipped + ?, quarantined = quarantined + ?, pagination_key = ?,
                    first_change_at = coalesce(first_change_at, ?::timestamptz),
                    last_change_at = greatest(last_change_at, ?::timestamptz)
                where organizer = ? and run_id = ?""")
                .params(page.entries(), page.applied(), page.unchanged(), page.skipped(), page.quarantined())
                .param(key)
                .param(times.first() == null ? null : LeaseStore.utc(times.first()))
                .param(times.last() == null ? null : LeaseStore.utc(times.last()))
                .param(organizer.value())
                .param(id)
                .update();
    }

    /** How far a run is that plans only: what it says is of the whole of it, so that whoever begins it anew counts nothing twice. */
    void planned(OrganizerCode organizer, UUID id, int pages, RunCounts counts, ChangeTimes times) {
        jdbc.sql("""
                update run set pages = ?, entries = ?, applied = ?, unchanged = ?, skipped = ?, quarantined = ?,
                    first_change_at = coalesce(first_change_at, ?::timestamptz),
                    last_change_at = greatest(last_change_at, ?::timestamptz)
                where organizer = ? and run_id = ?""")
                .params(pages, counts.entries(), counts.applied(), counts.unchanged())
                .params(counts.skipped(), counts.quarantined())
                .param(times.first() == null ? null : LeaseStore.utc(times.first()))
                .param(times.last() == null ? null : LeaseStore.utc(times.last()))
                .param(organizer.value())
                .param(id)
                .update();
    }

    /** What was expected first stays: a run that is taken over goes on within the same. */
    void expect(OrganizerCode organizer, UUID id, int entries) {
        jdbc.sql("update run set expected = coalesce(expected, ?) where organizer = ? and run_id = ?")
                .params(entries, organizer.value(), id)
                .update();
    }

    void finish(
            OrganizerCode organizer,
            UUID id,
            RunStatus status,
            @Nullable String reason,
            @Nullable String report,
            Instant at) {
        jdbc.sql("""
                update run set status = ?, ended_at = ?, reason = ?, report = ? where organizer = ? and run_id = ?""")
                .params(status.name(), LeaseStore.utc(at))
                .param(reason)
                .param(report)
                .param(organizer.value())
                .param(id)
                .update();
    }

    void moveTo(OrganizerCode organizer, UUID id, String node) {
        jdbc.sql("update run set node = ? where organizer = ? and run_id = ?")
                .params(node, organizer.value(), id)
                .update();
    }

    /** Asks a run that is going on to stop; false when it is none, or was asked before. */
    boolean requestStop(OrganizerCode organizer, UUID id, String actor, Instant at) {
        return jdbc.sql("""
                update run set stop_requested_at = ?, stop_requested_by = ?
                where organizer = ? and run_id = ? and status = 'RUNNING' and stop_requested_at is null""")
                        .params(LeaseStore.utc(at), actor, organizer.value(), id)
                        .update()
                == 1;
    }

    boolean isStopRequested(OrganizerCode organizer, UUID id) {
        return jdbc.sql("select stop_requested_at is not null from run where organizer = ? and run_id = ?")
                .params(organizer.value(), id)
                .query(Boolean.class)
                .single();
    }

    void addEvent(OrganizerCode organizer, UUID run, Instant at, String level, String message) {
        jdbc.sql("""
                insert into run_event (organizer, run_id, event_no, at, level, message)
                select ?, ?, coalesce(max(event_no), 0) + 1, ?, ?, ? from run_event where organizer = ? and run_id = ?""")
                .params(organizer.value(), run, LeaseStore.utc(at), level, message, organizer.value(), run)
                .update();
    }

    List<RunEvent> events(OrganizerCode organizer, UUID run) {
        return jdbc.sql("""
                select event_no, at, level, message from run_event where organizer = ? and run_id = ? order by event_no""")
                .params(organizer.value(), run)
                .query((rs, row) ->
                        new RunEvent(rs.getInt(1), LeaseStore.instant(rs, 2), rs.getString(3), rs.getString(4)))
                .list();
    }

    /** Bytes of the calls that were kept so far. */
    long callBytes(OrganizerCode organizer, UUID run) {
        return jdbc.sql("select coalesce(sum(length(body)), 0) from run_call where organizer = ? and run_id = ?")
                .params(organizer.value(), run)
                .query(Long.class)
                .single();
    }

    void addCall(OrganizerCode organizer, UUID run, Instant at, String request, int status, byte[] body) {
        jdbc.sql("""
                insert into run_call (organizer, run_id, call_no, at, request, status, body)
                select ?, ?, coalesce(max(call_no), 0) + 1, ?, ?, ?, ? from run_call where organizer = ? and run_id = ?""")
                .params(organizer.value(), run, LeaseStore.utc(at), request, status, body, organizer.value(), run)
                .update();
    }

    List<RunCall> calls(OrganizerCode organizer, UUID run) {
        return jdbc.sql("""
                select call_no, at, request, status, body from run_call where organizer = ? and run_id = ? order by call_no""")
                .params(organizer.value(), run)
                .query((rs, row) -> new RunCall(
                        rs.getInt(1), LeaseStore.instant(rs, 2), rs.getString(3), rs.getInt(4), rs.getBytes(5)))
                .list();
    }

    /**
     * Forgets runs with all that belongs to them, the oldest first; never the newest of a function.
     *
     * @param before runs that ended before
     * @param quietBefore runs that ended before, went well and met no entry
     * @return how many
     */
    int forget(OrganizerCode organizer, Instant before, Instant quietBefore, int most) {
        UUID[] old = jdbc.sql("""
                select run_id from run
                where organizer = ?
                    and (ended_at < ? or (ended_at < ? and status = 'SUCCEEDED' and entries = 0 and not dry_run))
                    and exists (
                        select from run newer
                        where newer.organizer = run.organizer and newer.interface = run.interface
                            and newer.function = run.function and newer.run_id > run.run_id)
                order by run_id limit ?""")
                .params(organizer.value(), LeaseStore.utc(before), LeaseStore.utc(quietBefore), most)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
        for (String table : List.of("run_call", "run_event", "run")) {
            jdbc.sql("delete from " + table + " where organizer = ? and run_id = any (?::uuid[])")
                    .param(organizer.value())
                    .param(old)
                    .update();
        }
        return old.length;
    }

    private static Run run(ResultSet rs, OrganizerCode organizer) throws SQLException {
        return new Run(
                organizer,
                rs.getObject(1, UUID.class),
                rs.getString(2),
                LeaseStore.function(rs.getString(3)),
                StartedBy.valueOf(rs.getString(4)),
                rs.getString(5),
                rs.getBoolean(6),
                RunStatus.valueOf(rs.getString(7)),
                LeaseStore.instant(rs, 8),
                LeaseStore.instantOrNull(rs, 9),
                rs.getInt(10),
                new RunCounts(rs.getInt(11), rs.getInt(12), rs.getInt(13), rs.getInt(14), rs.getInt(15)),
                new RunProgress(
                        LeaseStore.instantOrNull(rs, 22),
                        LeaseStore.instantOrNull(rs, 23),
                        rs.getObject(24, Integer.class)),
                rs.getString(16),
                rs.getString(17),
                LeaseStore.instantOrNull(rs, 18),
                rs.getString(19),
                rs.getString(20),
                rs.getString(21));
    }
}
