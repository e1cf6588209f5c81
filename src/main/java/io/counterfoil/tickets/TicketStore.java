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

/** Reads what is held about tickets, for ledgers: four statements at most, however many the tickets. */
final class TicketStore {
    private final JdbcTemplate jdbc;

    TicketStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Where the tickets stand, of those that exist among the named. */
    Map<TicketId, OwnershipRow> ownerships(OrganizerCode organizer, Collection<TicketId> tickets) {
        Map<TicketId, OwnershipRow> found = HashMap.newHashMap(tickets.size());
        jdbc.query(
                """
                select o.ticket_id, coalesce(merged.merged_into, o.cultural_contact), o.mobile_status, o.mobile_status_at,
                    o.wallet_owner, o.ticket_holder, o.out_of_step, o.open_line, o.arrivals, o.line_count,
                    o.last_stream, o.last_place
                from ticket_ownership o
                left join contact merged on merged.organizer = o.organizer and merged.contact_id = o.cultural_contact
                    and merged.merged_into is not null
                where o.organizer = ? and o.ticket_id = any(?)""",
                rs -> {
                    found.put(new TicketId(rs.getString(1)), ownership(rs));
                },
                organizer.value(),
                texts(tickets));
        return found;
    }

    /** What the back office says of the tickets, of those that exist among the named. */
    Map<TicketId, TicketFacts> facts(OrganizerCode organizer, Collection<TicketId> tickets) {
        Map<TicketId, TicketFacts> found = HashMap.newHashMap(tickets.size());
        if (tickets.isEmpty()) {
            return found;
        }
        jdbc.query(
                """
                select ticket_id, tax_number, state, first_contact, imported_contact, injected_by
                from ticket where organizer = ? and ticket_id = any(?)""",
                rs -> {
                    TicketId id = new TicketId(rs.getString(1));
                    found.put(
                            id,
                            new TicketFacts(
                                    id,
                                    rs.getString(2),
                                    rs.getString(3),
                                    contact(rs, 4),
                                    contact(rs, 5),
                                    rs.getString(6)));
                },
                organizer.value(),
                texts(tickets));
        return found;
    }

    /** The lines of the tickets, in fold order. */
    Map<TicketId, List<Distribution>> lines(OrganizerCode organizer, Collection<TicketId> tickets) {
        Map<TicketId, List<Distribution>> lines = new HashMap<>();
        if (tickets.isEmpty()) {
            return lines;
        }
        jdbc.query(
                "select d.ticket_id, " + LineRow.COLUMNS + """

                        from distribution d
                        """ + LineRow.MERGES + """

                        where d.organizer = ? and d.ticket_id = any(?) order by d.ticket_id, d.position""",
                rs -> {
                    lines.computeIfAbsent(new TicketId(rs.getString(1)), id -> new ArrayList<>())
                            .add(LineRow.read(rs, 2));
                },
                organizer.value(),
                texts(tickets));
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
                select l.* from status_log l
                where l.organizer = ? and l.ticket_id = any(?) order by l.ticket_id, l.arrival""",
                rs -> {
                    logs.computeIfAbsent(new TicketId(rs.getString("ticket_id")), id -> new ArrayList<>())
                            .add(entry(rs));
                },
                organizer.value(),
                texts(tickets));
        return logs;
    }

    private static OwnershipRow ownership(ResultSet rs) throws SQLException {
        return new OwnershipRow(
                contact(rs, 2),
                rs.getString(3),
                instant(rs, 4),
                rs.getString(5),
                rs.getString(6),
                rs.getBoolean(7),
                rs.getObject(8, UUID.class),
                rs.getInt(9),
                rs.getInt(10),
                new LogEnd(rs.getString(11), rs.getLong(12)));
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

    private static @Nullable ContactId contact(ResultSet rs, int column) throws SQLException {
        UUID id = rs.getObject(column, UUID.class);
        return id == null ? null : new ContactId(id);
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
}
