package io.counterfoil.tickets;

import static io.counterfoil.tickets.LineRow.instant;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
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
        sql.add(looksAtOwnerships(asked) ? TicketQueries.ownershipsOf(window) : TicketQueries.ticketsOf(window));
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

    /** In which of the two tables is looked: where a look alone says what fits, most of it costs nothing more. */
    private static boolean looksAtOwnerships(TicketSearch.Asked asked) {
        return asked.outOfStep() || (asked.mobileStatus() != null && asked.eventId() == null);
    }

    /** Whether each ticket that is looked at must be looked up in the other table too before one knows whether it fits. */
    static boolean looksAtBoth(TicketSearch.Asked asked) {
        return looksAtOwnerships(asked)
                ? asked.state() != null || asked.eventId() != null
                : asked.mobileStatus() != null || asked.openTransfer();
    }

    private static String window(TicketSearch.Asked asked, @Nullable String after) {
        String afterOne = (after == null ? "" : " and w.ticket_id > ?") + " order by w.ticket_id limit ?";
        if (looksAtOwnerships(asked)) {
            // those that are out of step have a partial index, in ticket-id order
            return "select * from ticket_ownership w where w.organizer = ?"
                    + (asked.outOfStep() ? " and w.out_of_step" : "") + afterOne;
        }
        return "select * from ticket w where w.organizer = ?" + (asked.eventId() == null ? "" : " and w.event_id = ?")
                + afterOne;
    }

    private static List<Object> windowParameters(
            OrganizerCode organizer, TicketSearch.Asked asked, @Nullable String after, int lookAt) {
        List<Object> parameters = new ArrayList<>(List.of(organizer.value()));
        if (asked.eventId() != null && !looksAtOwnerships(asked)) {
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

    /** Those of some tickets that fit, in ticket-id order. */
    List<Ticket> fitting(OrganizerCode organizer, TicketSearch.Asked asked, Collection<String> ids, int limit) {
        Sql sql = new Sql()
                .add(
                        TicketQueries.TICKET + " where t.organizer = ? and t.ticket_id = any(?::text[])",
                        organizer.value(),
                        ids.toArray(String[]::new))
                .addIf(asked.eventId(), " and t.event_id = ?");
        return tickets(filtered(sql, asked)
                .add(asked.openTransfer() ? " and o.open_line is not null" : "")
                .add(" order by t.ticket_id limit ?", limit));
    }

    /** What contacts have, in ticket-id order after a ticket; contact by contact, so that the index has it in order. */
    List<Ticket> heldBy(OrganizerCode organizer, List<ContactId> contacts, String after, int limit) {
        String code = organizer.value();
        return tickets(new Sql().add(TicketQueries.TICKET + """
                         join (
                            select has.ticket_id from unnest(?::uuid[]) as asked (contact)
                            cross join lateral (
                                select w.ticket_id from ticket_ownership w
                                where w.organizer = ? and w.cultural_contact = asked.contact and w.ticket_id > ?
                                order by w.ticket_id limit ?
                            ) has order by has.ticket_id limit ?
                        ) hit on hit.ticket_id = t.ticket_id
                        where t.organizer = ? order by t.ticket_id""", ids(contacts), code, after, limit, limit, code));
    }

    /** The last lines from or to contacts, the last recorded first. */
    List<TicketSearch.LineOf> linesOf(OrganizerCode organizer, List<ContactId> contacts, int limit) {
        UUID[] ids = ids(contacts);
        String code = organizer.value();
        return jdbc.query(
                "select d.ticket_id, " + LineRow.COLUMNS + " from distribution d " + LineRow.MERGES + " join ("
                        + latestLines("new_contact") + " union " + latestLines("old_contact") + """
                        ) hit on hit.ticket_id = d.ticket_id and hit.distribution_id = d.distribution_id
                        where d.organizer = ? order by d.recorded_at desc, d.distribution_id desc limit ?""",
                (rs, row) -> new TicketSearch.LineOf(new TicketId(rs.getString(1)), LineRow.read(rs, 2)),
                ids,
                code,
                limit,
                ids,
                code,
                limit,
                code,
                limit);
    }

    private static String latestLines(String contact) {
        return """
                (select has.ticket_id, has.distribution_id from unnest(?::uuid[]) as asked (contact)
                cross join lateral (
                    select w.ticket_id, w.distribution_id from distribution w
                    where w.organizer = ? and w.%s = asked.contact order by w.recorded_at desc limit ?
                ) has)""".formatted(contact);
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
