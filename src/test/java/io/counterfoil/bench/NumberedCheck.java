package io.counterfoil.bench;

import io.counterfoil.sync.BenchEngine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whether numbered changes came to what they must: each stored once, each transfer in the history once, and each ticket with
 * the owner and the status that follow from its number. Throws when not, so that no figure is told of wrong results.
 */
final class NumberedCheck {
    private static final int ROWS_AT_ONCE = 5000;

    private final DataSource superuser;
    private final Numbered numbered;

    NumberedCheck(DataSource superuser, Numbered numbered) {
        this.superuser = superuser;
        this.numbered = numbered;
    }

    /** How many tickets there are. */
    void tickets(long expected) {
        count("tickets", "select count(*) from ticket where organizer = ?", expected);
        count(
                "tickets with a contact",
                "select count(*) from ticket_ownership where organizer = ? and cultural_contact is not null",
                expected);
    }

    /** What the first changes came to, where the tables held other rows before. */
    void changes(long changes, long logBefore, long linesBefore) throws SQLException {
        count("log entries", "select count(*) from status_log where organizer = ?", logBefore + changes);
        count(
                "distributions",
                "select count(*) from distribution where organizer = ?",
                linesBefore + numbered.begun(changes));
        count(
                "pending distributions",
                "select count(*) from distribution where organizer = ? and status = 'PENDING'",
                numbered.begun(changes) - numbered.confirmed(changes));
        count("tickets out of step", "select count(*) from ticket_ownership where organizer = ? and out_of_step", 0);
        ends(changes);
    }

    private void ends(long changes) throws SQLException {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < numbered.touched(changes); place++) {
            places.put(Numbered.ticketId(numbered.number(place)), place);
        }
        try (Connection connection = superuser.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement query = connection.prepareStatement("""
                    select o.ticket_id, o.mobile_status || ' ' || coalesce(c.email, '') from ticket_ownership o
                        join contact c on c.organizer = o.organizer and c.contact_id = o.cultural_contact
                    where o.organizer = ? and o.last_place > 0""")) {
                query.setString(1, BenchEngine.ORGANIZER.value());
                query.setFetchSize(ROWS_AT_ONCE);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        Integer place = places.remove(rows.getString(1));
                        String expected = place == null ? "no change" : numbered.end(place, changes);
                        same("ticket " + rows.getString(1), expected, rows.getString(2));
                    }
                }
            }
        }
        same("changed tickets without a change", "0", Integer.toString(places.size()));
    }

    private void count(String what, String sql, long expected) {
        Long found = new JdbcTemplate(superuser).queryForObject(sql, Long.class, BenchEngine.ORGANIZER.value());
        same(what, Long.toString(expected), String.valueOf(found));
    }

    private static void same(String what, String expected, String found) {
        if (!found.equals(expected)) {
            throw new IllegalStateException(what + ": " + found + " (expected: " + expected + "); nothing is told");
        }
    }
}
