package io.counterfoil.push;

import io.counterfoil.database.RowsAsArrays;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceFunction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of push functions. Every method works within the caller's transaction of the organizer. */
final class PushStore {
    /** The wallet that has a ticket: whose interface injected it, else whose interface spoke of it last. */
    static final String HOLDER = """
            coalesce(t.injected_by, (select l.interface from status_log l
                where l.organizer = t.organizer and l.ticket_id = t.ticket_id order by l.arrival desc limit 1))""";

    private static final String PUSHED = """
            left join push_state p on p.organizer = t.organizer and p.ticket_id = t.ticket_id and p.interface = ?
                and p.function = ?
            """;

    private static final String TICKET = """
            select t.ticket_id, t.tax_number, t.state, t.state_changed_at, t.seat, t.barcode, t.event_id, e.name,
                e.starts_at, z.time_zone, e.venue, coalesce(merged.merged_into, o.cultural_contact) as cultural_contact,
                o.wallet_owner
            from ticket t
            join ticket_ownership o on o.organizer = t.organizer and o.ticket_id = t.ticket_id
            join organizer z on z.code = t.organizer
            left join event e on e.organizer = t.organizer and e.event_id = t.event_id
            left join contact merged on merged.organizer = o.organizer and merged.contact_id = o.cultural_contact
                and merged.merged_into is not null
            """ + PUSHED;
    private static final String BAD = "p.outcome in ('REJECTED', 'UNKNOWN', 'NOT_SENT')";

    private final JdbcTemplate jdbc;

    PushStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Tickets whose present change has not been pushed, in ticket-id order after a ticket. */
    List<DueTicket> due(OrganizerCode organizer, Interface link, PushKind kind, String after, int limit) {
        return jdbc.query(
                TICKET + due(kind) + " order by t.ticket_id limit ?",
                (rs, row) -> ticket(rs),
                link.code(),
                kind.function().code(),
                organizer.value(),
                after,
                kind == PushKind.INJECTION ? link.organization() : link.code(),
                limit);
    }

    /** How many of them there are. */
    int countDue(OrganizerCode organizer, Interface link, PushKind kind, String after) {
        Integer count = jdbc.queryForObject(
                "select count(*) from ticket t " + PUSHED + due(kind),
                Integer.class,
                link.code(),
                kind.function().code(),
                organizer.value(),
                after,
                kind == PushKind.INJECTION ? link.organization() : link.code());
        return count == null ? 0 : count;
    }

    private static String due(PushKind kind) {
        String whose = kind == PushKind.INJECTION ? "t.organization = ?" : HOLDER + " = ?";
        return "where t.organizer = ? and " + kind.due() + " and t.ticket_id > ? and " + whose + " and " + """
                (p.state is distinct from t.state or p.state_changed_at is distinct from t.state_changed_at
                    or p.outcome not in ('ACCEPTED', 'UNCHANGED'))""";
    }

    /** Tickets of a force list that have not been pushed since it was saved, in ticket-id order. */
    List<DueTicket> forced(
            OrganizerCode organizer, Interface link, PushKind kind, List<TicketId> tickets, Instant since) {
        return jdbc.query(
                TICKET + "where t.organizer = ? and t.ticket_id = any(?::text[]) and " + kind.forceable() + """
                         and t.organization = ?
                            and (p.at is null or p.at < ? or p.outcome not in ('ACCEPTED', 'UNCHANGED'))
                        order by t.ticket_id""",
                (rs, row) -> ticket(rs),
                link.code(),
                kind.function().code(),
                organizer.value(),
                texts(tickets),
                link.organization(),
                utc(since));
    }

    /** Stores what came of pushing, over what was stored before. */
    void save(OrganizerCode organizer, Interface link, PushKind kind, List<Pushed> pushed, UUID runId) {
        RowsAsArrays.update(jdbc, """
                insert into push_state (organizer, interface, function, run_id, ticket_id, state, state_changed_at, outcome,
                    reason, at)
                select ?, ?, ?, ?::uuid, n.*
                from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[]) as n
                on conflict (organizer, interface, function, ticket_id) do update set run_id = excluded.run_id,
                    state = excluded.state, state_changed_at = excluded.state_changed_at, outcome = excluded.outcome,
                    reason = excluded.reason, at = excluded.at
                where excluded.outcome <> 'SKIPPED' or push_state.outcome <> 'SKIPPED'
                    or push_state.state_changed_at <> excluded.state_changed_at""", pushed, rows -> {
            rows.same(organizer.value());
            rows.same(link.code());
            rows.same(kind.function().code());
            rows.same(runId);
            rows.texts(Pushed::ticket);
            rows.texts(Pushed::state);
            rows.texts(Pushed::stateChangedAt);
            rows.texts(Pushed::outcome);
            rows.texts(Pushed::reason);
            rows.texts(Pushed::at);
        });
    }

    /**
     * What a function could not push and still should, in ticket-id order after a ticket. Whether the ticket has changed since
     * is asked ticket by ticket: of a join PostgreSQL expects next to nothing, and so reads all before it sorts.
     */
    List<Pushed> bad(
            OrganizerCode organizer, String interfaceCode, InterfaceFunction function, String after, int limit) {
        return jdbc.query(
                """
                select p.ticket_id, p.state, p.state_changed_at, p.outcome, p.reason, p.at
                from push_state p
                where p.organizer = ? and p.interface = ? and p.function = ? and p.ticket_id > ? and (
                    select t.state = p.state and t.state_changed_at = p.state_changed_at
                    from ticket t where t.organizer = p.organizer and t.ticket_id = p.ticket_id) and\s""" + BAD + " order by p.ticket_id limit ?",
                (rs, row) -> new Pushed(
                        new TicketId(rs.getString(1)),
                        rs.getString(2),
                        instant(rs, "state_changed_at"),
                        Pushed.Outcome.valueOf(rs.getString(4)),
                        rs.getString(5),
                        instant(rs, "at")),
                organizer.value(),
                interfaceCode,
                function.code(),
                after,
                limit);
    }

    PushSettings.Stored settings(OrganizerCode organizer, String interfaceCode, InterfaceFunction function) {
        return jdbc
                .query(
                        """
                        select batch_size, force_tickets, skip_tickets, simulation, max_transfers, transfer_timeout, forced_at
                        from push_settings where organizer = ? and interface = ? and function = ?""",
                        (rs, row) -> new PushSettings.Stored(
                                new PushSettings(
                                        rs.getObject(1, Integer.class),
                                        rs.getString(2),
                                        rs.getString(3),
                                        rs.getBoolean(4),
                                        rs.getObject(5, Integer.class),
                                        rs.getString(6)),
                                instantOrNull(rs, "forced_at")),
                        organizer.value(),
                        interfaceCode,
                        function.code())
                .stream()
                .findFirst()
                .orElse(PushSettings.Stored.NONE);
    }

    void saveSettings(
            OrganizerCode organizer,
            String interfaceCode,
            InterfaceFunction function,
            PushSettings.Stored stored,
            Instant now) {
        PushSettings settings = stored.settings();
        Instant forcedAt = stored.forcedAt();
        jdbc.update(
                """
                insert into push_settings (organizer, interface, function, batch_size, force_tickets, skip_tickets,
                    simulation, max_transfers, transfer_timeout, forced_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, interface, function) do update set batch_size = excluded.batch_size,
                    force_tickets = excluded.force_tickets, skip_tickets = excluded.skip_tickets,
                    simulation = excluded.simulation, max_transfers = excluded.max_transfers,
                    transfer_timeout = excluded.transfer_timeout, forced_at = excluded.forced_at,
                    updated_at = excluded.updated_at""",
                organizer.value(),
                interfaceCode,
                function.code(),
                settings.batchSize(),
                settings.forceTickets(),
                settings.skipTickets(),
                settings.simulation(),
                settings.maxTransfers(),
                settings.transferTimeout(),
                forcedAt == null ? null : utc(forcedAt),
                utc(now));
    }

    private static DueTicket ticket(ResultSet rs) throws SQLException {
        String eventId = rs.getString("event_id");
        UUID contact = rs.getObject("cultural_contact", UUID.class);
        return new DueTicket(
                new TicketId(rs.getString("ticket_id")),
                rs.getString("tax_number"),
                rs.getString("state"),
                instant(rs, "state_changed_at"),
                rs.getString("seat"),
                rs.getString("barcode"),
                eventId == null
                        ? null
                        : new DueTicket.Event(eventId, rs.getString("name"), startsAt(rs), rs.getString("venue")),
                contact == null ? null : new ContactId(contact),
                rs.getString("wallet_owner"));
    }

    /** By the clocks of the organizer. */
    private static @Nullable OffsetDateTime startsAt(ResultSet rs) throws SQLException {
        Instant at = instantOrNull(rs, "starts_at");
        return at == null
                ? null
                : at.atZone(ZoneId.of(rs.getString("time_zone"))).toOffsetDateTime();
    }

    static String[] texts(Collection<?> values) {
        return values.stream().map(Object::toString).toArray(String[]::new);
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet rs, String column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
