package io.counterfoil.tickets;

import io.counterfoil.contacts.ContactUse;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which contacts tickets need: those who hold one, or are on an open line. */
public final class TicketContactUse implements ContactUse {
    private final JdbcTemplate jdbc;

    public TicketContactUse(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public Set<ContactId> inUse(OrganizerCode organizer, Collection<ContactId> contacts) {
        Set<ContactId> used = new HashSet<>(named("""
                select distinct cultural_contact from ticket_ownership
                where organizer = ? and cultural_contact = any(?)""", organizer, contacts));
        used.addAll(onLines("PENDING", organizer, contacts));
        return used;
    }

    @Override
    public Set<ContactId> onCancelledLine(OrganizerCode organizer, Collection<ContactId> contacts) {
        return onLines("CANCELLED", organizer, contacts);
    }

    private Set<ContactId> onLines(String status, OrganizerCode organizer, Collection<ContactId> contacts) {
        Set<ContactId> on = new HashSet<>();
        for (String side : List.of("new_contact", "old_contact")) {
            on.addAll(named(
                    "select distinct " + side + " from distribution where organizer = ? and " + side
                            + " = any(?) and status = '" + status + "'",
                    organizer,
                    contacts));
        }
        return on;
    }

    private List<ContactId> named(String sql, OrganizerCode organizer, Collection<ContactId> contacts) {
        return jdbc.query(
                sql,
                ps -> {
                    ps.setString(1, organizer.value());
                    ps.setArray(
                            2,
                            ps.getConnection()
                                    .createArrayOf(
                                            "uuid",
                                            contacts.stream()
                                                    .map(ContactId::value)
                                                    .toArray()));
                },
                (rs, row) -> new ContactId(rs.getObject(1, UUID.class)));
    }
}
