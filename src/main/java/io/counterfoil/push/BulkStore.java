package io.counterfoil.push;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.push.BulkChanges.Ended;
import io.counterfoil.push.BulkJob.Line;
import io.counterfoil.push.BulkJob.LineState;
import io.counterfoil.push.BulkJob.Preview;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of bulk jobs. */
final class BulkStore {
    private static final String LINE =
            "l.line_no, l.ticket_id, l.email, l.first_name, l.last_name, l.state, l.reason, l.detail";

    private final JdbcTemplate jdbc;

    BulkStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    void add(OrganizerCode organizer, BulkJob job, List<Line> lines) {
        jdbc.update(
                """
                insert into bulk_job (organizer, job_id, action, reason, cancel_open, state, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                organizer.value(),
                job.id(),
                job.action().name(),
                job.reason(),
                job.cancelOpen(),
                job.state().name(),
                job.createdBy(),
                job.createdAt().atOffset(ZoneOffset.UTC));
        jdbc.update(
                """
                insert into bulk_line (organizer, job_id, line_no, ticket_id, email, first_name, last_name, state)
                select ?, ?, n, ticket_id, email, first_name, last_name, 'WAITING'
                from unnest(?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
                    as line (ticket_id, email, first_name, last_name, n)""",
                organizer.value(),
                job.id(),
                lines.stream().map(Line::ticketId).toArray(String[]::new),
                column(lines, Line::email),
                column(lines, Line::firstName),
                column(lines, Line::lastName));
    }

    private static @Nullable String[] column(List<Line> lines, Function<Line, @Nullable String> member) {
        @Nullable String[] values = new String[lines.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = member.apply(lines.get(i));
        }
        return values;
    }

    Optional<BulkJob> find(OrganizerCode organizer, UUID id) {
        Map<LineState, Long> lines = new EnumMap<>(LineState.class);
        jdbc.query(
                "select state, count(*) from bulk_line where organizer = ? and job_id = ? group by state",
                rs -> {
                    lines.put(LineState.valueOf(rs.getString(1)), rs.getLong(2));
                },
                organizer.value(),
                id);
        return jdbc
                .query(
                        """
                        select job_id, action, reason, cancel_open, state, created_by, created_at, beat_at
                        from bulk_job where organizer = ? and job_id = ?""",
                        (rs, row) -> new BulkJob(
                                rs.getObject(1, UUID.class),
                                BulkJob.Action.valueOf(rs.getString(2)),
                                rs.getString(3),
                                rs.getBoolean(4),
                                BulkJob.State.valueOf(rs.getString(5)),
                                rs.getString(6),
                                Objects.requireNonNull(instant(rs, 7)),
                                instant(rs, 8),
                                lines),
                        organizer.value(),
                        id)
                .stream()
                .findFirst();
    }

    /** Lines with what would become of them, in their order. */
    List<Preview> preview(OrganizerCode organizer, UUID id, int after, int limit) {
        return jdbc.query(
                "select " + LINE + """
                        , t.ticket_id is not null, t.injected_by is not null or o.mobile_status is not null,
                            o.open_line is not null,
                            exists (select from bulk_line e where e.organizer = l.organizer and e.job_id = l.job_id
                                and e.ticket_id = l.ticket_id and e.line_no < l.line_no),
                            t.ticket_id is not null and j.action = 'TAKE_BACK' and not coalesce(last.old_contact is not null
                                and coalesce(receiver.merged_into, last.new_contact)
                                    = coalesce(holder.merged_into, o.cultural_contact), false)
                        from bulk_line l
                        join bulk_job j on j.organizer = l.organizer and j.job_id = l.job_id
                        left join ticket t on t.organizer = l.organizer and t.ticket_id = l.ticket_id
                        left join ticket_ownership o on o.organizer = l.organizer and o.ticket_id = l.ticket_id
                        left join lateral (
                            select d.old_contact, d.new_contact from distribution d
                            where d.organizer = l.organizer and d.ticket_id = l.ticket_id and d.status = 'CONFIRMED'
                            order by d.position desc limit 1
                        ) last on j.action = 'TAKE_BACK'
                        left join contact receiver on receiver.organizer = l.organizer
                            and receiver.contact_id = last.new_contact and receiver.merged_into is not null
                        left join contact holder on holder.organizer = l.organizer
                            and holder.contact_id = o.cultural_contact and holder.merged_into is not null
                        where l.organizer = ? and l.job_id = ? and l.line_no > ? order by l.line_no limit ?""",
                (rs, row) -> new Preview(
                        line(rs),
                        rs.getBoolean(9),
                        rs.getBoolean(10),
                        rs.getBoolean(11),
                        rs.getBoolean(12),
                        rs.getBoolean(13)),
                organizer.value(),
                id,
                after,
                limit);
    }

    /** Moves a job on; false when it is not where it should be, or somebody works on it still. */
    boolean begin(OrganizerCode organizer, UUID id, Instant now, Instant deadBefore) {
        return jdbc.update(
                        """
                        update bulk_job set state = 'RUNNING', beat_at = ?
                        where organizer = ? and job_id = ?
                            and (state = 'PREVIEW' or state = 'RUNNING' and beat_at < ?)""", now.atOffset(ZoneOffset.UTC), organizer.value(), id, deadBefore.atOffset(ZoneOffset.UTC))
                == 1;
    }

    void markUnclear(OrganizerCode organizer, UUID id) {
        jdbc.update("""
                update bulk_line set state = 'UNCLEAR', email = null, first_name = null, last_name = null
                where organizer = ? and job_id = ? and state = 'DOING'""", organizer.value(), id);
    }

    Optional<Line> take(OrganizerCode organizer, UUID id, Instant now) {
        jdbc.update(
                "update bulk_job set beat_at = ? where organizer = ? and job_id = ?",
                now.atOffset(ZoneOffset.UTC),
                organizer.value(),
                id);
        Optional<Line> next = jdbc
                .query(
                        "select " + LINE
                                + " from bulk_line l where organizer = ? and job_id = ? and state = 'WAITING'"
                                + " order by line_no limit 1",
                        (rs, row) -> line(rs),
                        organizer.value(),
                        id)
                .stream()
                .findFirst();
        next.ifPresent(line -> jdbc.update(
                "update bulk_line set state = 'DOING' where organizer = ? and job_id = ? and line_no = ?",
                organizer.value(),
                id,
                line.number()));
        return next;
    }

    void end(OrganizerCode organizer, UUID id, int line, Ended ended) {
        jdbc.update("""
                update bulk_line set state = ?, reason = ?, detail = ?, email = null, first_name = null, last_name = null
                where organizer = ? and job_id = ? and line_no = ?""", ended.state().name(), ended.reason(), ended.detail(), organizer.value(), id, line);
    }

    void done(OrganizerCode organizer, UUID id) {
        jdbc.update("update bulk_job set state = 'DONE' where organizer = ? and job_id = ?", organizer.value(), id);
    }

    void forget(OrganizerCode organizer, Instant before) {
        jdbc.update(
                "delete from bulk_job where organizer = ? and created_at < ?",
                organizer.value(),
                before.atOffset(ZoneOffset.UTC));
    }

    /** The addresses of lines that are not done, as they were typed. */
    List<String> addresses(OrganizerCode organizer) {
        return jdbc.queryForList(
                "select distinct email from bulk_line where organizer = ? and email is not null",
                String.class,
                organizer.value());
    }

    /** Takes the addresses and their names away; lines that wait with one are refused. */
    void erase(OrganizerCode organizer, List<String> addresses) {
        jdbc.update("""
                update bulk_line set email = null, first_name = null, last_name = null,
                    reason = case when state = 'WAITING' then 'erased' else reason end,
                    state = case when state = 'WAITING' then 'REFUSED' else state end
                where organizer = ? and email = any(?::text[])""", organizer.value(), addresses.toArray(String[]::new));
    }

    private static Line line(ResultSet rs) throws SQLException {
        return new Line(
                rs.getInt(1),
                rs.getString(2),
                rs.getString(3),
                rs.getString(4),
                rs.getString(5),
                LineState.valueOf(rs.getString(6)),
                rs.getString(7),
                rs.getString(8));
    }

    private static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
