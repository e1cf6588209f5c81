package io.counterfoil.tickets;

import io.counterfoil.database.RowsAsArrays;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/** Notes that tickets are in a wallet. */
public final class InjectionStore {
    private final JdbcTemplate jdbc;

    public InjectionStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * A ticket that a wallet has taken.
     *
     * @param stateChangedAt since when the ticket had the state in which it was sent: a state that it got meanwhile stays
     */
    public record Injected(TicketId ticket, Instant stateChangedAt) {}

    /**
     * In the caller's writing transaction: the tickets are in the interface's wallet, and what was {@code NOT_PRINTED} is
     * {@code PRINTED}. Answers what the journal should say.
     */
    public List<Change> injected(
            OrganizerCode organizer, String interfaceCode, List<Injected> tickets, Instant at, UUID runId) {
        RowsAsArrays.update(jdbc, """
                update ticket t set injected_at = ?, injected_by = ?, updated_at = ?,
                    state = case when t.state = 'NOT_PRINTED' and t.state_changed_at = n.sent_as then 'PRINTED'
                        else t.state end,
                    state_changed_at = case when t.state = 'NOT_PRINTED' and t.state_changed_at = n.sent_as then ?
                        else t.state_changed_at end
                from unnest(?::text[], ?::timestamptz[]) as n (ticket_id, sent_as)
                where t.organizer = ? and t.ticket_id = n.ticket_id""", tickets, rows -> {
            rows.same(at.atOffset(ZoneOffset.UTC));
            rows.same(interfaceCode);
            rows.same(at.atOffset(ZoneOffset.UTC));
            rows.same(at.atOffset(ZoneOffset.UTC));
            rows.texts(Injected::ticket);
            rows.texts(Injected::stateChangedAt);
            rows.same(organizer.value());
        });
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("injectedBy", interfaceCode)
                .toString();
        return tickets.stream()
                .map(injected -> new Change("ticket", injected.ticket().value(), "injected", runId, body))
                .toList();
    }
}
