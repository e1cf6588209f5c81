package io.counterfoil.tickets;

import static io.counterfoil.tickets.LineRow.instant;
import static io.counterfoil.tickets.TicketStore.contact;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads tickets for those who look at them. */
final class TicketQueries {
    static final String TICKET = """
            select t.ticket_id, t.tax_number, t.organization, t.event_id, t.seat, t.barcode, t.state, t.injected_at,
                t.injected_by, coalesce(merged.merged_into, o.cultural_contact) as cultural_contact, o.mobile_status,
                o.mobile_status_at, o.wallet_owner, o.ticket_holder, o.out_of_step, o.open_line
            from ticket t
            join ticket_ownership o on o.organizer = t.organizer and o.ticket_id = t.ticket_id
            left join contact merged on merged.organizer = o.organizer and merged.contact_id = o.cultural_contact
                and merged.merged_into is not null
            """;

    private final JdbcTemplate jdbc;

    TicketQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    Optional<Ticket> find(OrganizerCode organizer, TicketId ticket) {
        return jdbc
                .query(
                        TICKET + "where t.organizer = ? and t.ticket_id = ?",
                        (rs, row) -> ticket(rs),
                        organizer.value(),
                        ticket.value())
                .stream()
                .findFirst();
    }

    List<Ticket> list(OrganizerCode organizer, TicketFilter filter, @Nullable String after, int limit) {
        StringBuilder sql = new StringBuilder(TICKET).append("where t.organizer = ?");
        List<Object> parameters = new ArrayList<>();
        parameters.add(organizer.value());
        if (filter.eventId() != null) {
            sql.append(" and t.event_id = ?");
            parameters.add(filter.eventId());
        }
        if (filter.mobileStatus() != null) {
            sql.append(" and o.mobile_status = ?");
            parameters.add(filter.mobileStatus());
        }
        if (filter.culturalContact() != null) {
            // tickets keep naming the contact that they named before it was merged
            sql.append(" and o.cultural_contact in (select contact_id from contact where organizer = ?"
                    + " and (contact_id = ? or merged_into = ?))");
            parameters.add(organizer.value());
            parameters.add(filter.culturalContact().value());
            parameters.add(filter.culturalContact().value());
        }
        if (filter.outOfStep()) {
            sql.append(" and o.out_of_step");
        }
        if (after != null) {
            sql.append(" and t.ticket_id > ?");
            parameters.add(after);
        }
        parameters.add(limit);
        return jdbc.query(
                sql.append(" order by t.ticket_id limit ?").toString(), (rs, row) -> ticket(rs), parameters.toArray());
    }

    long countOutOfStep(OrganizerCode organizer) {
        Long count = jdbc.queryForObject(
                "select count(*) from ticket_ownership where organizer = ? and out_of_step",
                Long.class,
                organizer.value());
        return count == null ? 0 : count;
    }

    List<Distribution> lines(OrganizerCode organizer, TicketId ticket) {
        return jdbc.query(
                "select " + LineRow.COLUMNS + " from distribution d " + LineRow.MERGES
                        + " where d.organizer = ? and d.ticket_id = ? order by d.position",
                (rs, row) -> LineRow.read(rs, 1),
                organizer.value(),
                ticket.value());
    }

    List<TicketLine> linesOf(OrganizerCode organizer, Collection<ContactId> contacts) {
        UUID[] names = contacts.stream().map(ContactId::value).toArray(UUID[]::new);
        return jdbc.query(
                "select d.ticket_id, " + LineRow.COLUMNS + " from distribution d " + LineRow.MERGES
                        + " where d.organizer = ? and (d.old_contact = any(?::uuid[]) or d.new_contact = any(?::uuid[]))"
                        + " order by d.ticket_id, d.position",
                (rs, row) -> new TicketLine(new TicketId(rs.getString(1)), LineRow.read(rs, 2)),
                organizer.value(),
                names,
                names);
    }

    List<WalletEntry> statusLog(OrganizerCode organizer, TicketId ticket) {
        List<LogItem> entries = new ArrayList<>(jdbc.query(
                "select * from status_log where organizer = ? and ticket_id = ? order by arrival",
                (rs, row) -> TicketStore.entry(rs),
                organizer.value(),
                ticket.value()));
        return LogOrder.sort(entries).stream().map(WalletEntry.class::cast).toList();
    }

    @Nullable
    ContactId firstContact(OrganizerCode organizer, TicketId ticket) {
        UUID first = jdbc.queryForObject(
                "select first_contact from ticket where organizer = ? and ticket_id = ?",
                UUID.class,
                organizer.value(),
                ticket.value());
        return first == null ? null : new ContactId(first);
    }

    Map<String, Set<TicketId>> named(OrganizerCode organizer, Set<String> names) {
        String[] wanted = names.toArray(String[]::new);
        Map<String, Set<TicketId>> named = new HashMap<>();
        jdbc.query(
                """
                select ticket_id as name, ticket_id from ticket where organizer = ? and ticket_id = any(?::text[])
                union
                select tax_number, ticket_id from ticket where organizer = ? and tax_number = any(?::text[])""",
                rs -> {
                    named.computeIfAbsent(rs.getString("name"), name -> new HashSet<>())
                            .add(new TicketId(rs.getString("ticket_id")));
                },
                organizer.value(),
                wanted,
                organizer.value(),
                wanted);
        return named;
    }

    Map<TicketId, String> taxNumbers(OrganizerCode organizer, Collection<TicketId> tickets) {
        Map<TicketId, String> numbers = new HashMap<>();
        jdbc.query(
                """
                select ticket_id, tax_number from ticket
                where organizer = ? and ticket_id = any(?::text[]) and tax_number is not null""",
                rs -> {
                    numbers.put(new TicketId(rs.getString(1)), rs.getString(2));
                },
                organizer.value(),
                tickets.stream().map(TicketId::value).toArray(String[]::new));
        return numbers;
    }

    /** {@link #TICKET} from other rows than all of the table: a subselect with all its columns. */
    static String ticketsOf(String rows) {
        return TICKET.replace("from ticket t", "from " + rows + " t");
    }

    /** {@link #TICKET} of some ownerships only: a subselect with all their columns. */
    static String ownershipsOf(String rows) {
        return TICKET.replace("join ticket_ownership o", "join " + rows + " o");
    }

    static Ticket ticket(ResultSet rs) throws SQLException {
        return new Ticket(
                new TicketId(rs.getString("ticket_id")),
                rs.getString("tax_number"),
                rs.getString("organization"),
                rs.getString("event_id"),
                rs.getString("seat"),
                rs.getString("barcode"),
                rs.getString("state"),
                instant(rs, "injected_at"),
                rs.getString("injected_by"),
                contact(rs, "cultural_contact"),
                rs.getString("mobile_status"),
                instant(rs, "mobile_status_at"),
                rs.getString("wallet_owner"),
                rs.getString("ticket_holder"),
                rs.getBoolean("out_of_step"),
                rs.getObject("open_line", UUID.class));
    }
}
