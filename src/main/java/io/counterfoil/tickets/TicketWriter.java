package io.counterfoil.tickets;

import static io.counterfoil.database.RowsAsArrays.time;

import io.counterfoil.database.RowsAsArrays;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.tickets.Distribution.Birth;
import io.counterfoil.tickets.LogItem.Answer;
import io.counterfoil.tickets.LogItem.Transfer;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores what ledgers came to: one statement a table, whatever the number of rows. */
final class TicketWriter {
    private static final String INSERT_LOG =
            """
            insert into status_log (organizer, ticket_id, digest, arrival, interface, epoch, sequence, status, status_at,
                owner_told, wallet_owner, holder_told, ticket_holder, spectator, has_transfer, sender, recipient, transfer_id,
                transfer_initiated_at, transfer_ended_at, transfer_reason, followed, run_id, received_at)
            select ?, ticket_id, digest, arrival, interface, epoch, sequence, status, %s,
                owner_told, wallet_owner, holder_told, ticket_holder, spectator, has_transfer, sender, recipient, transfer_id,
                %s, %s, transfer_reason, followed, run_id, %s
            from unnest(?::text[], ?::uuid[], ?::int[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::bigint[],
                ?::bool[], ?::text[], ?::bool[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::text[], ?::text[],
                ?::bigint[], ?::bigint[], ?::text[], ?::bool[], ?::uuid[], ?::bigint[])
            as entry (ticket_id, digest, arrival, interface, epoch, sequence, status, status_at,
                owner_told, wallet_owner, holder_told, ticket_holder, spectator, has_transfer, sender, recipient, transfer_id,
                initiated_at, ended_at, transfer_reason, followed, run_id, received_at)""".formatted(time("status_at"), time("initiated_at"), time("ended_at"), time("received_at"));

    private static final String UPSERT_LINES =
            """
            insert into distribution (organizer, ticket_id, distribution_id, position, action, status, source, actor, reason,
                transfer_id, old_contact, new_contact, initiated_at, resolved_at, recorded_at, run_id, steps, born_by, born_as,
                arrival, answer, answer_stream, answer_sequence, answered_at, answer_reason)
            select ?, ticket_id, distribution_id, position, action, status, source, actor, reason,
                transfer_id, old_contact, new_contact, %s, %s, %s, run_id, steps, born_by, born_as,
                arrival, answer, answer_stream, answer_sequence, %s, answer_reason
            from unnest(?::text[], ?::uuid[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::text[], ?::uuid[], ?::text[],
                ?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
            as line (ticket_id, distribution_id, position, action, status, source, actor, reason,
                transfer_id, old_contact, new_contact, initiated_at, resolved_at, recorded_at, run_id, steps, born_by, born_as,
                arrival, answer, answer_stream, answer_sequence, answered_at, answer_reason)
            on conflict (organizer, ticket_id, distribution_id) do update set
                position = excluded.position, status = excluded.status, actor = excluded.actor, reason = excluded.reason,
                old_contact = excluded.old_contact, new_contact = excluded.new_contact, initiated_at = excluded.initiated_at,
                resolved_at = excluded.resolved_at, recorded_at = excluded.recorded_at, run_id = excluded.run_id,
                steps = excluded.steps, born_by = excluded.born_by, born_as = excluded.born_as, answer = excluded.answer,
                answer_stream = excluded.answer_stream, answer_sequence = excluded.answer_sequence,
                answered_at = excluded.answered_at, answer_reason = excluded.answer_reason""".formatted(time("initiated_at"), time("resolved_at"), time("recorded_at"), time("answered_at"));

    private static final String UPDATE_OWNERSHIP = """
            update ticket_ownership o set
                cultural_contact = now.cultural_contact, mobile_status = now.mobile_status, mobile_status_at = %s,
                wallet_owner = now.wallet_owner, ticket_holder = now.ticket_holder, out_of_step = now.out_of_step,
                open_line = now.open_line, arrivals = now.arrivals, line_count = now.line_count,
                last_stream = now.last_stream, last_place = now.last_place
            from unnest(?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bool[], ?::uuid[], ?::int[],
                ?::int[], ?::text[], ?::bigint[])
            as now (ticket_id, cultural_contact, mobile_status, mobile_status_at, wallet_owner, ticket_holder, out_of_step,
                open_line, arrivals, line_count, last_stream, last_place)
            where o.organizer = ? and o.ticket_id = now.ticket_id""".formatted(time("now.mobile_status_at"));

    private final JdbcTemplate jdbc;

    TicketWriter(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    void insertLog(OrganizerCode organizer, List<Of<WalletEntry>> entries) {
        execute(INSERT_LOG, entries, p -> {
            p.same(organizer.value());
            p.texts(Of::ticket);
            p.uuids(e -> e.row().digest());
            p.integers(e -> e.row().arrival());
            p.texts(e -> e.row().stream().interfaceCode());
            p.integers(e -> e.row().stream().epoch());
            p.longs(e -> e.row().sequence());
            p.texts(e -> e.row().status());
            p.times(e -> e.row().statusAt());
            p.booleans(e -> isTold(e.row().walletOwner()));
            p.texts(e -> e.row().walletOwner().orNull());
            p.booleans(e -> isTold(e.row().ticketHolder()));
            p.texts(e -> e.row().ticketHolder().orNull());
            p.texts(e -> e.row().spectator());
            p.booleans(e -> e.row().transfer() != null);
            p.texts(transfer(Transfer::sender));
            p.texts(transfer(Transfer::recipient));
            p.texts(transfer(Transfer::transferId));
            p.times(transfer(Transfer::initiatedAt));
            p.times(transfer(Transfer::endedAt));
            p.texts(transfer(Transfer::reason));
            p.booleans(e -> e.row().followed());
            p.uuids(e -> e.row().runId());
            p.times(e -> e.row().receivedAt());
        });
    }

    void markFollowed(OrganizerCode organizer, List<Of<WalletEntry>> entries) {
        execute("""
                update status_log l set followed = true
                from unnest(?::text[], ?::uuid[]) as entry (ticket_id, digest)
                where l.organizer = ? and l.ticket_id = entry.ticket_id and l.digest = entry.digest""", entries, p -> {
            p.texts(Of::ticket);
            p.uuids(e -> e.row().digest());
            p.same(organizer.value());
        });
    }

    void upsertLines(OrganizerCode organizer, List<Of<PlacedLine>> lines) {
        execute(UPSERT_LINES, lines, p -> {
            p.same(organizer.value());
            p.texts(Of::ticket);
            p.uuids(line(Distribution::id));
            p.integers(l -> l.row().position());
            p.texts(line(Distribution::action));
            p.texts(line(Distribution::status));
            p.texts(line(Distribution::source));
            p.texts(line(Distribution::actor));
            p.texts(line(Distribution::reason));
            p.texts(line(Distribution::transferId));
            p.uuids(line(l -> l.oldContact() == null ? null : l.oldContact().value()));
            p.uuids(line(l -> l.newContact().value()));
            p.times(line(Distribution::initiatedAt));
            p.times(line(Distribution::resolvedAt));
            p.times(line(Distribution::recordedAt));
            p.uuids(line(Distribution::runId));
            p.texts(line(l -> StepsJson.write(l.steps())));
            p.uuids(line(l -> l.birth() instanceof Birth.Entry entry ? entry.digest() : null));
            p.texts(line(l -> l.birth() instanceof Birth.Entry entry ? entry.part() : null));
            p.integers(line(l -> l.birth() instanceof Birth.Item item ? item.arrival() : null));
            p.texts(line(l -> word(answer(l))));
            p.texts(line(l -> answer(l) instanceof Answer.Accepted accepted ? accepted.stream() : null));
            p.longs(line(l -> answer(l) instanceof Answer.Accepted accepted ? accepted.sequence() : null));
            p.times(line(l -> switch (answer(l)) {
                case Answer.Accepted accepted -> accepted.at();
                case Answer.Rejected rejected -> rejected.at();
                case null, default -> null;
            }));
            p.texts(line(l -> answer(l) instanceof Answer.Rejected rejected ? rejected.reason() : null));
        });
    }

    void withdrawLines(OrganizerCode organizer, List<Of<UUID>> lines) {
        execute("""
                delete from distribution d using unnest(?::text[], ?::uuid[]) as line (ticket_id, distribution_id)
                where d.organizer = ? and d.ticket_id = line.ticket_id and d.distribution_id = line.distribution_id""", lines, p -> {
            p.texts(Of::ticket);
            p.uuids(Of::row);
            p.same(organizer.value());
        });
    }

    void updateOwnership(OrganizerCode organizer, List<Of<OwnershipRow>> rows) {
        execute(UPDATE_OWNERSHIP, rows, p -> {
            p.texts(Of::ticket);
            p.uuids(o -> o.row().culturalContact() == null
                    ? null
                    : o.row().culturalContact().value());
            p.texts(o -> o.row().mobileStatus());
            p.times(o -> o.row().mobileStatusAt());
            p.texts(o -> o.row().walletOwner());
            p.texts(o -> o.row().ticketHolder());
            p.booleans(o -> o.row().outOfStep());
            p.uuids(o -> o.row().openLine());
            p.integers(o -> o.row().arrivals());
            p.integers(o -> o.row().lineCount());
            p.texts(o -> o.row().end().stream());
            p.longs(o -> o.row().end().place());
            p.same(organizer.value());
        });
    }

    private <R> void execute(String sql, List<Of<R>> rows, RowsAsArrays.Binder<Of<R>> binder) {
        RowsAsArrays.update(jdbc, sql, rows, binder);
    }

    private static boolean isTold(Told<String> told) {
        return !(told instanceof Told.Nothing<String>);
    }

    private static <T> Function<Of<WalletEntry>, @Nullable T> transfer(Function<Transfer, @Nullable T> member) {
        return entry ->
                entry.row().transfer() == null ? null : member.apply(entry.row().transfer());
    }

    private static <T> Function<Of<PlacedLine>, @Nullable T> line(Function<Distribution, @Nullable T> member) {
        return placed -> member.apply(placed.row().line());
    }

    private static @Nullable Answer answer(Distribution line) {
        return line.birth() instanceof Birth.Item item ? item.answer() : null;
    }

    private static @Nullable String word(@Nullable Answer answer) {
        return switch (answer) {
            case null -> null;
            case Answer.Waiting waiting -> "WAITING";
            case Answer.NotNeeded notNeeded -> "NOT_NEEDED";
            case Answer.Accepted accepted -> "ACCEPTED";
            case Answer.Rejected rejected -> "REJECTED";
        };
    }

    /** A row and the ticket that it belongs to. */
    record Of<R>(TicketId ticketId, R row) {
        String ticket() {
            return ticketId.value();
        }
    }

    /** A line and its place in the fold, from 1. */
    record PlacedLine(int position, Distribution line) {}
}
