package io.counterfoil.tickets;

import static io.counterfoil.tickets.LineRow.instant;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks for tickets; each statement's effort is bounded by its limits. */
final class TicketSearchQueries {
    private final JdbcTemplate jdbc;

    TicketSearchQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** A statement as it grows. */
    private static final class Sql {
        private final StringBuilder text = new StringBuilder();
        private final List<Object> parameters = new ArrayList<>();

        Sql add(String more, Object... values) {
            text.append(more);
            parameters.addAll(List.of(values));
            return this;
        }

        Sql addIf(@Nullable Object value, String more) {
            return value == null ? this : add(more, value);
        }
    }

    private List<Ticket> tickets(Sql sql) {
        return jdbc.query(sql.text.toString(), (rs, row) -> TicketQueries.ticket(rs), sql.parameters.toArray());
    }

    /**
     * Tickets after one, in ticket-id order.
     *
     * @param lookAt how many tickets are looked at, at most
     */
    List<Ticket> page(
            OrganizerCode organizer, TicketSearch.Asked asked, @Nullable String after, int limit, int lookAt) {
        Sql sql = new Sql();
        String window = "(" + window(asked, after) + ")";
        sql.add(asked.outOfStep() ? TicketQueries.ownershipsOf(window) : TicketQueries.ticketsOf(window));
        sql.parameters.addAll(windowParameters(organizer, asked, after, lookAt));
        sql.add(" where t.organizer = ?", organizer.value()).addIf(asked.eventId(), " and t.event_id = ?");
        filtered(sql, asked).add(asked.openTransfer() ? " and o.open_line is not null" : "");
        return tickets(sql.add(" order by t.ticket_id limit ?", limit));
    }

    /** The last ticket that was looked at; null: there are no more after it. */
    @Nullable
    String endOfLook(OrganizerCode organizer, TicketSearch.Asked asked, @Nullable String after, int lookAt) {
        List<Object> parameters = windowParameters(organizer, asked, after, lookAt);
        List<String> looked = jdbc.queryForList(
                "select ticket_id from (" + window(asked, after) + ") looked order by ticket_id offset ?",
                String.class,
                with(parameters, lookAt - 1));
        return looked.isEmpty() ? null : looked.getFirst();
    }

    private static String window(TicketSearch.Asked asked, @Nullable String after) {
        if (asked.outOfStep()) {
            // the partial index of those that are, in ticket-id order
            return "select * from ticket_ownership w where w.organizer = ? and w.out_of_step"
                    + (after == null ? "" : " and w.ticket_id > ?") + " order by w.ticket_id limit ?";
        }
        return "select * from ticket w where w.organizer = ?" + (asked.eventId() == null ? "" : " and w.event_id = ?")
                + (after == null ? "" : " and w.ticket_id > ?") + " order by w.ticket_id limit ?";
    }

    private static List<Object> windowParameters(
            OrganizerCode organizer, TicketSearch.Asked asked, @Nullable String after, int lookAt) {
        List<Object> parameters = new ArrayList<>(List.of(organizer.value()));
        if (asked.eventId() != null && !asked.outOfStep()) {
            parameters.add(asked.eventId());
        }
        if (after != null) {
            parameters.add(after);
        }
        parameters.add(lookAt);
        return parameters;
    }

    private static Object[] with(List<Object> parameters, Object last) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(last);
        return all.toArray();
    }

    /** The tickets with an open line, the longest open first. */
    List<Ticket> openTransfers(OrganizerCode organizer, TicketSearch.Asked asked, int limit) {
        Sql sql = new Sql()
                .add(TicketQueries.TICKET + """
                         join (select d.ticket_id, d.initiated_at from distribution d
                            where d.organizer = ? and d.status = 'PENDING' order by d.initiated_at limit ?) open
                            on open.ticket_id = t.ticket_id
                        where t.organizer = ?""", organizer.value(), limit, organizer.value())
                .addIf(asked.eventId(), " and t.event_id = ?");
        return tickets(filtered(sql, asked).add(" order by open.initiated_at nulls first, t.ticket_id"));
    }

    /** Whatever fits a text, each kind by its own index. */
    List<Ticket> byText(
            OrganizerCode organizer, TicketSearch.Asked asked, String text, List<ContactId> people, int limit) {
        String code = organizer.value();
        String end = after(text);
        UUID[] ids = ids(people);
        Sql sql = new Sql()
                .add(
                        TicketQueries.TICKET + """
                         join (
                            (select ticket_id from ticket where organizer = ? and ticket_id collate "C" >= ?
                                and ticket_id collate "C" < ? order by ticket_id collate "C" limit ?)
                            union (select ticket_id from ticket where organizer = ? and tax_number = ? limit ?)
                            union (select ticket_id from ticket where organizer = ? and barcode = ? limit ?)
                            union (select ticket_id from ticket where organizer = ? and seat collate "C" >= ?
                                and seat collate "C" < ?""",
                        code,
                        text,
                        end,
                        limit,
                        code,
                        text,
                        limit,
                        code,
                        text,
                        limit,
                        code,
                        text,
                        end)
                .addIf(asked.eventId(), " and event_id = ?")
                .add("""
                             order by seat collate "C" limit ?)
                            union (select ticket_id from ticket_ownership where organizer = ? and cultural_contact = any(?::uuid[]) limit ?)
                            union (select ticket_id from distribution where organizer = ? and new_contact = any(?::uuid[])
                                and status = 'PENDING' limit ?)
                        ) hit on hit.ticket_id = t.ticket_id
                        where t.organizer = ?""", limit, code, ids, limit, code, ids, limit, code)
                .addIf(asked.eventId(), " and t.event_id = ?");
        return tickets(filtered(sql, asked).add(" order by t.ticket_id limit ?", limit));
    }

    List<Ticket> heldBy(OrganizerCode organizer, List<ContactId> contacts, int limit) {
        String code = organizer.value();
        // which of thousands are shown is decided before anything is joined to them
        return tickets(new Sql().add(TicketQueries.TICKET + """
                         join (
                            select ticket_id from ticket_ownership
                            where organizer = ? and cultural_contact = any(?::uuid[]) order by ticket_id limit ?
                        ) hit on hit.ticket_id = t.ticket_id
                        where t.organizer = ? order by t.ticket_id""", code, ids(contacts), limit, code));
    }

    List<TicketSearch.LineOf> linesOf(OrganizerCode organizer, List<ContactId> contacts, int limit) {
        UUID[] ids = ids(contacts);
        String code = organizer.value();
        return jdbc.query(
                "select d.ticket_id, " + LineRow.COLUMNS + " from distribution d " + LineRow.MERGES + """
                         join (
                            (select ticket_id, distribution_id from distribution where organizer = ? and new_contact = any(?::uuid[])
                                order by recorded_at desc limit ?)
                            union (select ticket_id, distribution_id from distribution where organizer = ? and old_contact = any(?::uuid[])
                                order by recorded_at desc limit ?)
                        ) hit on hit.ticket_id = d.ticket_id and hit.distribution_id = d.distribution_id
                        where d.organizer = ? order by d.recorded_at desc, d.distribution_id desc limit ?""",
                (rs, row) -> new TicketSearch.LineOf(new TicketId(rs.getString(1)), LineRow.read(rs, 2)),
                code,
                ids,
                limit,
                code,
                ids,
                limit,
                code,
                limit);
    }

    private static UUID[] ids(List<ContactId> contacts) {
        return contacts.stream().map(ContactId::value).toArray(UUID[]::new);
    }

    private static Sql filtered(Sql sql, TicketSearch.Asked asked) {
        return sql.addIf(asked.state(), " and t.state = ?")
                .addIf(asked.mobileStatus(), " and o.mobile_status = ?")
                .add(asked.outOfStep() ? " and o.out_of_step" : "");
    }

    List<TicketSearch.EventName> events(OrganizerCode organizer, @Nullable String chosen, int limit) {
        return jdbc.query(
                """
                (select event_id, name, starts_at from event where organizer = ?
                    order by starts_at desc nulls last, event_id limit ?)
                union select event_id, name, starts_at from event where organizer = ? and event_id = ?
                order by starts_at desc nulls last, event_id""",
                (rs, row) -> new TicketSearch.EventName(rs.getString(1), rs.getString(2), instant(rs, 3)),
                organizer.value(),
                limit,
                organizer.value(),
                chosen == null ? "" : chosen);
    }

    Map<String, String> eventNames(OrganizerCode organizer, List<Ticket> tickets) {
        String[] ids = tickets.stream()
                .map(Ticket::eventId)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
        Map<String, String> names = new HashMap<>();
        jdbc.query(
                "select event_id, name from event where organizer = ? and event_id = any(?::text[]) and name is not null",
                rs -> {
                    names.put(rs.getString(1), rs.getString(2));
                },
                organizer.value(),
                ids);
        return names;
    }

    /** The least text after all those that begin with this one, in byte order. */
    static String after(String prefix) {
        return prefix + Character.toString(Character.MAX_CODE_POINT);
    }
}
