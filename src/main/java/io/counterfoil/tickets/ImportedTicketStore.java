package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What imports read and write of tickets and events, in the organizer's transaction; one statement a method. */
public final class ImportedTicketStore {
    private final JdbcTemplate jdbc;

    public ImportedTicketStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Those of the tickets that exist. */
    public Map<TicketId, StoredTicket> stored(OrganizerCode organizer, Collection<TicketId> tickets) {
        Map<TicketId, StoredTicket> stored = new HashMap<>();
        jdbc.query(
                """
                select t.ticket_id, t.organization, t.tax_number, t.event_id, t.seat, t.barcode, t.state,
                    t.imported_contact, o.wallet_owner
                from ticket t join ticket_ownership o on o.organizer = ? and o.ticket_id = t.ticket_id
                where t.organizer = ? and t.ticket_id = any(?)""",
                ps -> {
                    ps.setString(1, organizer.value());
                    ps.setString(2, organizer.value());
                    ps.setArray(3, column(ps, "text", List.copyOf(tickets), TicketId::value));
                },
                rs -> {
                    StoredTicket ticket = ticket(rs);
                    stored.put(ticket.ticketId(), ticket);
                });
        return stored;
    }

    /** Makes events known and takes over what is newly said of them; each id once. */
    public void upsertEvents(OrganizerCode organizer, List<ImportedTicket.Event> events) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.update("""
                insert into event (organizer, event_id, name, starts_at, venue)
                select ?, n.* from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[]) as n
                on conflict (organizer, event_id) do update
                    set name = coalesce(excluded.name, event.name),
                        starts_at = coalesce(excluded.starts_at, event.starts_at),
                        venue = coalesce(excluded.venue, event.venue)
                    where (coalesce(excluded.name, event.name), coalesce(excluded.starts_at, event.starts_at),
                            coalesce(excluded.venue, event.venue))
                        is distinct from (event.name, event.starts_at, event.venue)""", ps -> {
            ps.setString(1, organizer.value());
            ps.setArray(2, column(ps, "text", events, ImportedTicket.Event::eventId));
            ps.setArray(3, column(ps, "text", events, ImportedTicket.Event::name));
            ps.setArray(4, column(ps, "text", events, event -> text(event.startsAt())));
            ps.setArray(5, column(ps, "text", events, ImportedTicket.Event::venue));
        });
    }

    /** Inserts tickets that nobody knew, held by the contact that was imported first. */
    public void insert(OrganizerCode organizer, List<FirstImport> tickets, Instant now) {
        if (tickets.isEmpty()) {
            return;
        }
        jdbc.update("""
                insert into ticket (organizer, ticket_id, organization, tax_number, event_id, seat, barcode, state,
                    first_contact, imported_contact, state_changed_at, created_at, updated_at)
                select ?, n.*, ?, ?, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                    ?::uuid[]) as n""", ps -> {
            ps.setString(1, organizer.value());
            for (int i = 2; i <= 4; i++) {
                ps.setObject(i, now.atOffset(ZoneOffset.UTC));
            }
            List<StoredTicket> rows = tickets.stream().map(FirstImport::ticket).toList();
            int next = setTicket(ps, 5, rows);
            ps.setArray(next, column(ps, "uuid", tickets, first -> uuid(first.contact())));
            ps.setArray(next + 1, column(ps, "uuid", rows, ticket -> uuid(ticket.importedContact())));
        });
        jdbc.update("""
                insert into ticket_ownership (organizer, ticket_id, cultural_contact)
                select ?, n.* from unnest(?::text[], ?::uuid[]) as n""", ps -> {
            ps.setString(1, organizer.value());
            ps.setArray(
                    2,
                    column(
                            ps,
                            "text",
                            tickets,
                            first -> first.ticket().ticketId().value()));
            ps.setArray(3, column(ps, "uuid", tickets, first -> uuid(first.contact())));
        });
    }

    /** Updates tickets that exist. */
    public void update(OrganizerCode organizer, List<StoredTicket> tickets, Instant now) {
        if (tickets.isEmpty()) {
            return;
        }
        jdbc.update("""
                update ticket t set organization = n.organization, tax_number = n.tax_number, event_id = n.event_id,
                    seat = n.seat, barcode = n.barcode, state = n.state, imported_contact = n.imported_contact,
                    state_changed_at = case when t.state = n.state then t.state_changed_at else ? end, updated_at = ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[])
                    as n (ticket_id, organization, tax_number, event_id, seat, barcode, state, imported_contact)
                where t.organizer = ? and t.ticket_id = n.ticket_id""", ps -> {
            ps.setObject(1, now.atOffset(ZoneOffset.UTC));
            ps.setObject(2, now.atOffset(ZoneOffset.UTC));
            int next = setTicket(ps, 3, tickets);
            ps.setArray(next, column(ps, "uuid", tickets, ticket -> uuid(ticket.importedContact())));
            ps.setString(next + 1, organizer.value());
        });
    }

    /**
     * A ticket that nobody knew.
     *
     * @param contact what the first row said; the ticket's last row of the same import may say another
     */
    public record FirstImport(StoredTicket ticket, @Nullable ContactId contact) {}

    private static int setTicket(PreparedStatement ps, int first, List<StoredTicket> tickets) throws SQLException {
        ps.setArray(
                first, column(ps, "text", tickets, ticket -> ticket.ticketId().value()));
        ps.setArray(first + 1, column(ps, "text", tickets, StoredTicket::organization));
        ps.setArray(first + 2, column(ps, "text", tickets, StoredTicket::taxNumber));
        ps.setArray(first + 3, column(ps, "text", tickets, StoredTicket::eventId));
        ps.setArray(first + 4, column(ps, "text", tickets, StoredTicket::seat));
        ps.setArray(first + 5, column(ps, "text", tickets, StoredTicket::barcode));
        ps.setArray(first + 6, column(ps, "text", tickets, StoredTicket::state));
        return first + 7;
    }

    private static StoredTicket ticket(ResultSet rs) throws SQLException {
        return new StoredTicket(
                new TicketId(rs.getString(1)),
                rs.getString(2),
                rs.getString(3),
                rs.getString(4),
                rs.getString(5),
                rs.getString(6),
                rs.getString(7),
                contact(rs, 8),
                rs.getString(9));
    }

    private static @Nullable ContactId contact(ResultSet rs, int column) throws SQLException {
        UUID id = rs.getObject(column, UUID.class);
        return id == null ? null : new ContactId(id);
    }

    private static @Nullable UUID uuid(@Nullable ContactId contact) {
        return contact == null ? null : contact.value();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static <T> Array column(
            PreparedStatement ps, String type, List<T> rows, Function<T, @Nullable Object> member) throws SQLException {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = member.apply(rows.get(i));
        }
        return ps.getConnection().createArrayOf(type, values);
    }
}
