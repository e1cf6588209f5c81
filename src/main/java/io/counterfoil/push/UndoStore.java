package io.counterfoil.push;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of requests to undo. */
final class UndoStore {
    private static final String COLUMNS = "request_id, ticket_id, distribution_id, reason, asked_by, asked_at";

    private final JdbcClient jdbc;

    UndoStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** False when one is open for the ticket. */
    boolean add(OrganizerCode organizer, UndoRequest request) {
        return jdbc.sql("""
                        insert into undo_request (organizer, request_id, ticket_id, distribution_id, reason, asked_by, asked_at,
                            state)
                        values (?, ?, ?, ?, ?, ?, ?, 'OPEN') on conflict do nothing""")
                        .params(
                                organizer.value(),
                                request.id(),
                                request.ticket().value(),
                                request.distributionId(),
                                request.reason(),
                                request.askedBy(),
                                request.askedAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<UndoRequest> open(OrganizerCode organizer, TicketId ticket) {
        return jdbc.sql("select " + COLUMNS
                        + " from undo_request where organizer = ? and ticket_id = ? and state = 'OPEN'")
                .params(organizer.value(), ticket.value())
                .query(UndoStore::read)
                .optional();
    }

    /** Those that wait for somebody, the longest first. */
    List<Undoing.Waiting> waiting(OrganizerCode organizer, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                        , exists (select from ticket_ownership o where o.organizer = r.organizer
                            and o.ticket_id = r.ticket_id and o.open_line is not null)
                         from undo_request r where organizer = ? and state = 'OPEN' order by asked_at, request_id limit ?""")
                .params(organizer.value(), limit)
                .query((rs, row) -> new Undoing.Waiting(read(rs, row), rs.getBoolean(7)))
                .list();
    }

    int countWaiting(OrganizerCode organizer) {
        return jdbc.sql("select count(*) from undo_request where organizer = ? and state = 'OPEN'")
                .params(organizer.value())
                .query(Integer.class)
                .single();
    }

    /** Decides an open one; false when it is not open any more. */
    boolean decide(OrganizerCode organizer, UUID id, String state, String by, Instant at) {
        return jdbc.sql("""
                        update undo_request set state = ?, decided_by = ?, decided_at = ?
                        where organizer = ? and request_id = ? and state = 'OPEN'""")
                        .params(state, by, at.atOffset(ZoneOffset.UTC), organizer.value(), id)
                        .update()
                == 1;
    }

    /** Opens one again whose undoing was refused. */
    void reopen(OrganizerCode organizer, UUID id) {
        jdbc.sql("""
                update undo_request set state = 'OPEN', decided_by = null, decided_at = null
                where organizer = ? and request_id = ?""").params(organizer.value(), id).update();
    }

    private static UndoRequest read(ResultSet rs, int row) throws SQLException {
        @Nullable OffsetDateTime at = rs.getObject(6, OffsetDateTime.class);
        return new UndoRequest(
                rs.getObject(1, UUID.class),
                new TicketId(rs.getString(2)),
                rs.getObject(3, UUID.class),
                rs.getString(4),
                rs.getString(5),
                at == null ? Instant.EPOCH : at.toInstant());
    }
}
