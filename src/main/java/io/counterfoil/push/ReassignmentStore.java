package io.counterfoil.push;

import static io.counterfoil.push.PushStore.utc;

import io.counterfoil.database.RowsAsArrays;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * SQL of back-office changes that wait for a wallet. A waiting line is asked for while it is open; once the wallet's own
 * entries have closed it, only where asking can change nothing but give the answer: its new contact has the ticket.
 */
final class ReassignmentStore {
    private static final String WAITING = """
            from distribution d
            join ticket t on t.organizer = d.organizer and t.ticket_id = d.ticket_id
            join ticket_ownership o on o.organizer = d.organizer and o.ticket_id = d.ticket_id
            left join contact merged on merged.organizer = d.organizer and merged.contact_id = d.new_contact
                and merged.merged_into is not null
            left join reassignment_call c on c.organizer = d.organizer and c.distribution_id = d.distribution_id
            where d.organizer = ? and d.answer = 'WAITING' and (d.status = 'PENDING' or o.cultural_contact = d.new_contact)
                and (c.next_at is null or c.next_at <= ?)
            """;

    private final JdbcTemplate jdbc;

    ReassignmentStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * A change that waits.
     *
     * @param interfaceCode whose wallet has the ticket; null: none is known
     * @param reason a person's words
     * @param attempts how often the wallet was asked before
     */
    record Waiting(
            TicketId ticket,
            UUID distributionId,
            ContactId to,
            @Nullable String reason,
            @Nullable String interfaceCode,
            int attempts) {}

    boolean hasWaiting(OrganizerCode organizer, Instant now) {
        return !jdbc.query("select 1 " + WAITING + "limit 1", (rs, row) -> true, organizer.value(), utc(now))
                .isEmpty();
    }

    /** Those that may be asked for now, in ticket-id order. */
    List<Waiting> waiting(OrganizerCode organizer, @Nullable UUID only, Instant now, int limit) {
        return jdbc.query(
                """
                select d.ticket_id, d.distribution_id, coalesce(merged.merged_into, d.new_contact), d.reason,\s"""
                        + PushStore.HOLDER + ", coalesce(c.attempts, 0) " + WAITING
                        + "and (?::uuid is null or d.distribution_id = ?) order by d.ticket_id limit ?",
                (rs, row) -> new Waiting(
                        new TicketId(rs.getString(1)),
                        rs.getObject(2, UUID.class),
                        new ContactId(rs.getObject(3, UUID.class)),
                        rs.getString(4),
                        rs.getString(5),
                        rs.getInt(6)),
                organizer.value(),
                utc(now),
                only,
                only,
                limit);
    }

    /** Notes that they are being asked for; nobody else asks before the time. */
    void claim(OrganizerCode organizer, List<Waiting> waiting, Instant until) {
        RowsAsArrays.update(jdbc, """
                insert into reassignment_call (organizer, attempts, next_at, ticket_id, distribution_id)
                select ?, 1, ?, n.* from unnest(?::text[], ?::uuid[]) as n
                on conflict (organizer, distribution_id) do update set attempts = reassignment_call.attempts + 1,
                    next_at = excluded.next_at""", waiting, rows -> {
            rows.same(organizer.value());
            rows.same(utc(until));
            rows.texts(Waiting::ticket);
            rows.uuids(Waiting::distributionId);
        });
    }

    /** Notes why there was no answer, and when to ask again. */
    void failed(OrganizerCode organizer, UUID distributionId, String problem, Instant next) {
        jdbc.update(
                "update reassignment_call set problem = ?, next_at = ? where organizer = ? and distribution_id = ?",
                problem,
                utc(next),
                organizer.value(),
                distributionId);
    }

    void answered(OrganizerCode organizer, UUID distributionId) {
        jdbc.update(
                "delete from reassignment_call where organizer = ? and distribution_id = ?",
                organizer.value(),
                distributionId);
    }

    /** Why a waiting change has no answer yet; empty: it was not asked for yet, or nothing went wrong. */
    Optional<String> problem(OrganizerCode organizer, UUID distributionId) {
        return jdbc.query("""
                        select problem from reassignment_call
                        where organizer = ? and distribution_id = ? and problem is not null""", (rs, row) -> rs.getString(1), organizer.value(), distributionId).stream()
                .findFirst();
    }

    /** The interface whose wallet has the ticket; empty: none has. */
    Optional<String> holder(OrganizerCode organizer, TicketId ticket) {
        return jdbc
                .query(
                        "select " + PushStore.HOLDER
                                + " as holder from ticket t where t.organizer = ? and t.ticket_id = ?",
                        (rs, row) -> Optional.ofNullable(rs.getString(1)),
                        organizer.value(),
                        ticket.value())
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }
}
