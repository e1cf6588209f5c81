package io.counterfoil.tickets;

import static io.counterfoil.tickets.LineRow.instant;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.tickets.LogItem.Stream;
import io.counterfoil.tickets.LogItem.Transfer;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what is held about tickets, for ledgers: three statements, however many the tickets. */
final class TicketStore {
    private final JdbcTemplate jdbc;

    TicketStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** The tickets that exist among those named. */
    Map<TicketId, Held> held(OrganizerCode organizer, Collection<TicketId> tickets) {
        Map<TicketId, Held> held = new HashMap<>();
        jdbc.query(
                """
                select t.ticket_id, t.tax_number, t.state, t.first_contact, t.imported_contact, t.injected_by,
                    coalesce(merged.merged_into, o.cultural_contact) as cultural_contact, o.mobile_status, o.mobile_status_at,
                    o.wallet_owner, o.ticket_holder, o.out_of_step, o.open_line, o.arrivals, o.line_count,
                    o.last_stream, o.last_place
                from unnest(?::text[]) as wanted (ticket_id)
                join ticket t on t.organizer = ? and t.ticket_id = wanted.ticket_id
                join ticket_ownership o on o.organizer = t.organizer and o.ticket_id = t.ticket_id
                left join contact merged on merged.organizer = o.organizer and merged.contact_id = o.cultural_contact
                    and merged.merged_into is not null""",
                rs -> {
                    Held row = held(rs);
                    held.put(row.facts().ticketId(), row);
                },
                texts(tickets),
                organizer.value());
        return held;
    }

    /** The lines of the tickets, in fold order. */
    Map<TicketId, List<Distribution>> lines(OrganizerCode organizer, Collection<TicketId> tickets) {
        Map<TicketId, List<Distribution>> lines = new HashMap<>();
        if (tickets.isEmpty()) {
            return lines;
        }
        jdbc.query(
                "select d.ticket_id, " + LineRow.COLUMNS + """

                        from unnest(?::text[]) as wanted (ticket_id)
                        join distribution d on d.organizer = ? and d.ticket_id = wanted.ticket_id
                        """ + LineRow.MERGES + " order by d.ticket_id, d.position",
                rs -> {
                    lines.computeIfAbsent(new TicketId(rs.getString("ticket_id")), id -> new ArrayList<>())
                            .add(LineRow.read(rs));
                },
                texts(tickets),
                organizer.value());
        return lines;
    }

    /** The status logs of the tickets, as they came. */
    Map<TicketId, List<WalletEntry>> logs(OrganizerCode organizer, Collection<TicketId> tickets) {
        Map<TicketId, List<WalletEntry>> logs = new HashMap<>();
        if (tickets.isEmpty()) {
            return logs;
        }
        jdbc.query(
                """
                select l.* from unnest(?::text[]) as wanted (ticket_id)
                join status_log l on l.organizer = ? and l.ticket_id = wanted.ticket_id
                order by l.ticket_id, l.arrival""",
                rs -> {
                    logs.computeIfAbsent(new TicketId(rs.getString("ticket_id")), id -> new ArrayList<>())
                            .add(entry(rs));
                },
                texts(tickets),
                organizer.value());
        return logs;
    }

    private static Held held(ResultSet rs) throws SQLException {
        return new Held(
                new TicketFacts(
                        new TicketId(rs.getString("ticket_id")),
                        rs.getString("tax_number"),
                        rs.getString("state"),
                        contact(rs, "first_contact"),
                        contact(rs, "imported_contact"),
                        rs.getString("injected_by")),
                new OwnershipRow(
                        contact(rs, "cultural_contact"),
                        rs.getString("mobile_status"),
                        instant(rs, "mobile_status_at"),
                        rs.getString("wallet_owner"),
                        rs.getString("ticket_holder"),
                        rs.getBoolean("out_of_step"),
                        rs.getObject("open_line", UUID.class),
                        rs.getInt("arrivals"),
                        rs.getInt("line_count"),
                        new LogEnd(rs.getString("last_stream"), rs.getLong("last_place"))));
    }

    static WalletEntry entry(ResultSet rs) throws SQLException {
        Transfer transfer = rs.getBoolean("has_transfer")
                ? new Transfer(
                        rs.getString("transfer_id"),
                        rs.getString("sender"),
                        rs.getString("recipient"),
                        instant(rs, "transfer_initiated_at"),
                        instant(rs, "transfer_ended_at"),
                        rs.getString("transfer_reason"))
                : null;
        return new WalletEntry(
                rs.getObject("digest", UUID.class),
                rs.getInt("arrival"),
                new Stream(rs.getString("interface"), rs.getInt("epoch")),
                rs.getObject("sequence", Long.class),
                rs.getString("status"),
                instant(rs, "status_at"),
                told(rs.getBoolean("owner_told"), rs.getString("wallet_owner")),
                told(rs.getBoolean("holder_told"), rs.getString("ticket_holder")),
                rs.getString("spectator"),
                transfer,
                rs.getBoolean("followed"),
                rs.getObject("run_id", UUID.class),
                Objects.requireNonNull(instant(rs, "received_at")));
    }

    static @Nullable ContactId contact(ResultSet rs, String column) throws SQLException {
        UUID id = rs.getObject(column, UUID.class);
        return id == null ? null : new ContactId(id);
    }

    private static Told<String> told(boolean told, @Nullable String value) {
        return told ? Told.of(value) : Told.nothing();
    }

    static String[] texts(Collection<TicketId> tickets) {
        return tickets.stream().map(TicketId::value).distinct().toArray(String[]::new);
    }

    /** What the rows of a ticket say. */
    record Held(TicketFacts facts, OwnershipRow row) {}
}
