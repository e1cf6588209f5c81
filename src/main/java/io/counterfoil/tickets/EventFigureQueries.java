package io.counterfoil.tickets;

import static io.counterfoil.tickets.LineRow.instant;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the tickets of an event. */
final class EventFigureQueries {
    private static final int PAGE = 1000;
    private static final Object[] PROVES_DOWNLOAD = Arrays.stream(LifecycleStatus.values())
            .filter(LifecycleStatus::provesDownload)
            .map(Enum::name)
            .toArray();

    private final JdbcTemplate jdbc;

    EventFigureQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    Optional<EventFigures.Event> event(OrganizerCode organizer, String eventId) {
        return jdbc
                .query(
                        "select event_id, name, starts_at, venue from event where organizer = ? and event_id = ?",
                        (rs, row) -> event(rs),
                        organizer.value(),
                        eventId)
                .stream()
                .findFirst();
    }

    List<EventFigures.Event> list(OrganizerCode organizer, EventFigures.@Nullable Event after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(organizer.value()));
        String begin = "";
        if (after != null && after.startsAt() != null) {
            OffsetDateTime start = after.startsAt().atOffset(ZoneOffset.UTC);
            begin = " and (starts_at < ? or starts_at = ? and event_id > ? or starts_at is null)";
            parameters.addAll(List.of(start, start, after.eventId()));
        } else if (after != null) {
            begin = " and starts_at is null and event_id > ?";
            parameters.add(after.eventId());
        }
        parameters.add(limit);
        return jdbc.query(
                "select event_id, name, starts_at, venue from event where organizer = ?" + begin
                        + " order by starts_at desc nulls last, event_id limit ?",
                (rs, row) -> event(rs),
                parameters.toArray());
    }

    Map<String, Long> byStatus(OrganizerCode organizer, String eventId) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.query(
                """
                select coalesce(o.mobile_status, ''), count(*)
                from ticket t join ticket_ownership o on o.organizer = t.organizer and o.ticket_id = t.ticket_id
                where t.organizer = ? and t.event_id = ? group by 1""",
                rs -> {
                    counts.put(rs.getString(1), rs.getLong(2));
                },
                organizer.value(),
                eventId);
        return counts;
    }

    /** Each entry of the log is one ticket more in its status and one less in the one before it. */
    List<EventFigures.StatusChange> changes(OrganizerCode organizer, String eventId, ZoneId zone) {
        return jdbc.query(
                """
                with entry as (
                    select date_trunc('day', coalesce(l.status_at, l.received_at), ?) as day, l.status,
                        lag(l.status) over (partition by l.ticket_id order by l.sequence nulls first, l.status_at, l.arrival)
                            as former
                    from ticket t join status_log l on l.organizer = t.organizer and l.ticket_id = t.ticket_id
                    where t.organizer = ? and t.event_id = ?
                ), step as (
                    select day, status, 1 as delta from entry where former is distinct from status
                    union all
                    select day, former, -1 from entry where former is not null and former <> status
                )
                select day, status, sum(delta) from step group by day, status having sum(delta) <> 0 order by day, status""",
                (rs, row) -> new EventFigures.StatusChange(
                        Objects.requireNonNull(instant(rs, 1)), rs.getString(2), rs.getLong(3)),
                ZoneText.of(zone),
                organizer.value(),
                eventId);
    }

    List<EventFigures.Downloaded> downloaded(
            OrganizerCode organizer, String eventId, Instant startsAt, List<Duration> before) {
        Object[] bounds = before.stream()
                .map(time -> startsAt.minus(time).atOffset(ZoneOffset.UTC))
                .toArray();
        List<EventFigures.Downloaded> counts = new ArrayList<>();
        jdbc.query(
                """
                with first as (
                    select min(coalesce(l.status_at, l.received_at)) as at
                    from ticket t join status_log l on l.organizer = t.organizer and l.ticket_id = t.ticket_id
                    where t.organizer = ? and t.event_id = ?
                        and l.status = any(?::text[])
                    group by t.ticket_id
                )
                select bound.n, count(first.at) from unnest(?::timestamptz[]) with ordinality as bound (until, n)
                left join first on first.at <= bound.until group by bound.n order by bound.n""",
                ps -> {
                    ps.setString(1, organizer.value());
                    ps.setString(2, eventId);
                    ps.setArray(3, ps.getConnection().createArrayOf("text", PROVES_DOWNLOAD));
                    ps.setArray(4, ps.getConnection().createArrayOf("timestamptz", bounds));
                },
                rs -> {
                    counts.add(new EventFigures.Downloaded(before.get(rs.getInt(1) - 1), rs.getLong(2)));
                });
        return counts;
    }

    /** All of them, however long ago. */
    List<TransferFigures.Hour> perHour(OrganizerCode organizer, String eventId, ZoneId zone) {
        return jdbc.query(
                """
                select date_trunc('hour', coalesce(d.initiated_at, d.resolved_at, d.recorded_at), ?) as hour,
                    count(*) filter (where d.status = 'CONFIRMED'), count(*) filter (where d.status = 'CANCELLED'),
                    count(*) filter (where d.status = 'PENDING')
                from distribution d join ticket t on t.organizer = d.organizer and t.ticket_id = d.ticket_id
                where d.organizer = ? and t.event_id = ? and d.source in ('WALLET', 'INFERRED')
                group by hour order by hour""",
                (rs, row) -> new TransferFigures.Hour(
                        Objects.requireNonNull(instant(rs, 1)), rs.getLong(2), rs.getLong(3), rs.getLong(4)),
                ZoneText.of(zone),
                organizer.value(),
                eventId);
    }

    List<EventFigures.Chain> chains(OrganizerCode organizer, String eventId, int limit) {
        return jdbc.query(
                """
                select t.ticket_id, count(*) from ticket t
                join distribution d on d.organizer = t.organizer and d.ticket_id = t.ticket_id and d.status = 'CONFIRMED'
                where t.organizer = ? and t.event_id = ?
                group by t.ticket_id having count(*) > 1 order by count(*) desc, t.ticket_id limit ?""",
                (rs, row) -> new EventFigures.Chain(new TicketId(rs.getString(1)), rs.getInt(2)),
                organizer.value(),
                eventId,
                limit);
    }

    private static final String RECEIVED = """
            select coalesce(c.merged_into, d.new_contact) as contact, count(distinct d.ticket_id) as tickets
            from ticket t
            join distribution d on d.organizer = t.organizer and d.ticket_id = t.ticket_id and d.status = 'CONFIRMED'
                and d.source in ('WALLET', 'INFERRED')
            left join contact c on c.organizer = d.organizer and c.contact_id = d.new_contact
            where t.organizer = ? and t.event_id = ? group by 1""";

    List<EventFigures.Receiver> receivers(OrganizerCode organizer, String eventId, int limit) {
        return jdbc.query(
                RECEIVED + " having count(distinct d.ticket_id) > 1 order by 2 desc, 1 limit ?",
                (rs, row) ->
                        new EventFigures.Receiver(new ContactId(rs.getObject(1, UUID.class)), rs.getLong("tickets")),
                organizer.value(),
                eventId,
                limit);
    }

    double average(OrganizerCode organizer, String eventId) {
        Double average = jdbc.queryForObject(
                "select coalesce(avg(tickets), 0) from (" + RECEIVED + ") received",
                Double.class,
                organizer.value(),
                eventId);
        return average == null ? 0 : average;
    }

    List<Ticket> page(OrganizerCode organizer, String eventId, @Nullable String after) {
        return jdbc.query(
                TicketQueries.TICKET
                        + " where t.organizer = ? and t.event_id = ? and t.ticket_id > ? order by t.ticket_id limit ?",
                (rs, row) -> TicketQueries.ticket(rs),
                organizer.value(),
                eventId,
                after == null ? "" : after,
                PAGE);
    }

    private static EventFigures.Event event(ResultSet rs) throws SQLException {
        return new EventFigures.Event(
                rs.getString("event_id"), rs.getString("name"), instant(rs, 3), rs.getString("venue"));
    }
}
