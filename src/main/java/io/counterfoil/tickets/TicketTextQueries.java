package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds the tickets that a text may mean, each kind of meaning by its own index; each statement's effort is bounded. */
final class TicketTextQueries {
    /** What a text may mean. */
    enum Kind {
        /** Beginning of a ticket id. */
        ID,
        TAX_NUMBER,
        BARCODE,
        /** Beginning of a seat. */
        SEAT,
        /** Somebody has it. */
        HELD,
        /** Somebody is to get it: a transfer to him is open. */
        PENDING
    }

    private final JdbcTemplate jdbc;

    TicketTextQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * A ticket that a text means in one way.
     *
     * @param place where it stands in the order of that kind
     */
    record Hit(String place, String ticket) {}

    /**
     * What is asked for: a text, or people.
     *
     * @param event only its seats; null: all. Other kinds do not know it
     */
    record Question(
            OrganizerCode organizer,
            String text,
            List<ContactId> people,
            @Nullable String event) {}

    /** The next tickets that fit in one way, after one of them or from the first. */
    List<Hit> hits(Kind kind, Question question, @Nullable Hit after, int limit) {
        String text = question.text();
        String last = after == null ? "" : after.ticket();
        String seat = after == null ? text : after.place();
        List<Object> parameters = new ArrayList<>(List.of(question.organizer().value()));
        switch (kind) {
            case ID -> parameters.addAll(List.of(text, TicketSearchQueries.after(text), last));
            case TAX_NUMBER, BARCODE -> parameters.addAll(List.of(text, last));
            case SEAT -> parameters.addAll(List.of(seat, TicketSearchQueries.after(text), seat, last));
            case HELD, PENDING -> parameters.addAll(List.of(ids(question), last));
        }
        if (kind == Kind.SEAT && question.event() != null) {
            parameters.add(question.event());
        }
        parameters.add(limit);
        return jdbc.query(sql(kind, question.event() != null), TicketTextQueries::hit, parameters.toArray());
    }

    /** @param event whether an event is asked for */
    private static String sql(Kind kind, boolean event) {
        return switch (kind) {
            case ID -> """
                    select ticket_id as place, ticket_id from ticket where organizer = ? and ticket_id collate "C" >= ?
                        and ticket_id collate "C" < ? and ticket_id collate "C" > ? order by ticket_id collate "C" limit ?""";
            case TAX_NUMBER, BARCODE -> """
                    select '' as place, ticket_id from ticket where organizer = ? and %s = ? and ticket_id > ?
                    order by ticket_id limit ?""".formatted(kind == Kind.BARCODE ? "barcode" : "tax_number");
            case SEAT -> """
                    select seat as place, ticket_id from ticket where organizer = ? and seat collate "C" >= ?
                        and seat collate "C" < ? and (seat collate "C" <> ? or ticket_id > ?)%s
                    order by seat collate "C", ticket_id limit ?""".formatted(event ? " and event_id = ?" : "");
            case HELD -> """
                    select '' as place, ticket_id from ticket_ownership where organizer = ?
                        and cultural_contact = any(?::uuid[]) and ticket_id > ? order by ticket_id limit ?""";
            case PENDING -> """
                    select '' as place, ticket_id from distribution where organizer = ?
                        and new_contact = any(?::uuid[]) and status = 'PENDING' and ticket_id > ?
                    order by ticket_id limit ?""";
        };
    }

    private static Hit hit(ResultSet rs, int row) throws SQLException {
        return new Hit(rs.getString(1), rs.getString(2));
    }

    private static UUID[] ids(Question question) {
        return question.people().stream().map(ContactId::value).toArray(UUID[]::new);
    }
}
