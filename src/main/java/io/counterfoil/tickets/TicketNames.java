package io.counterfoil.tickets;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which tickets a name means that may be a ticket id or a tax number. Works in the organizer's open transaction. */
public final class TicketNames {
    private final JdbcClient jdbc;

    public TicketNames(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** The tickets of each name; a name that means none is absent. */
    public Map<String, Set<TicketId>> named(OrganizerCode organizer, Set<String> names) {
        String[] asked = names.toArray(String[]::new);
        return jdbc
                .sql("""
                        select named.name, ticket.ticket_id from unnest(?::text[]) as named (name)
                            join ticket on ticket.organizer = ? and ticket.ticket_id = named.name
                        union
                        select named.name, ticket.ticket_id from unnest(?::text[]) as named (name)
                            join ticket on ticket.organizer = ? and ticket.tax_number = named.name""")
                .param(asked)
                .param(organizer.value())
                .param(asked)
                .param(organizer.value())
                .query((rs, row) -> Map.entry(rs.getString(1), new TicketId(rs.getString(2))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }
}
