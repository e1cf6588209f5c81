package io.counterfoil.tickets;

import static io.counterfoil.database.RowsAsArrays.time;

import io.counterfoil.database.RowsAsArrays;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.tickets.Distribution.Birth;
import io.counterfoil.tickets.LogItem.Answer;
import io.counterfoil.tickets.LogItem.Stream;
import io.counterfoil.tickets.LogItem.Transfer;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stores what ledgers came to: one statement a table, whatever the number of rows. */
final class TicketWriter {
    private static final String INSERT_LOG = """
            insert into status_log (organizer, interface, epoch, followed, run_id, received_at,
                ticket_id, digest, arrival, sequence, status, status_at,
                owner_told, wallet_owner, holder_told, ticket_holder, spectator, has_transfer, sender, recipient, transfer_id,
                transfer_initiated_at, transfer_ended_at, transfer_reason)
            select ?, ?, ?, ?, ?, ?, ticket_id, digest, arrival, sequence, status, %s,
                owner_told, wallet_owner, holder_told, ticket_holder, spectator, has_transfer, sender, recipient, transfer_id,
                %s, %s, transfer_reason
            from unnest(?::text[], ?::uuid[], ?::int[], ?::bigint[], ?::text[], ?::bigint[],
                ?::bool[], ?::text[], ?::bool[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::text[], ?::text[],
                ?::bigint[], ?::bigint[], ?::text[])
            as entry (ticket_id, digest, arrival, sequence, status, status_at,
                owner_told, wallet_owner, holder_told, ticket_holder, spectator, has_transfer, sender, recipient, transfer_id,
                initiated_at, ended_at, transfer_reason)""".formatted(time("status_at"), time("initiated_at"), time("ended_at"));

    private static final String INSERT_LINES =
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
                arrival, answer, answer_stream, answer_sequence, answered_at, answer_reason)""".formatted(time("initiated_at"), time("resolved_at"), time("recorded_at"), time("answered_at"));

    // what a line was born with never changes: action, source, transfer, arrival
    private static final String UPDATE_LINES = """
            update distribution d set
                position = line.position, status = line.status, actor = line.actor, reason = line.reason,
                old_contact = line.old_contact, new_contact = line.new_contact, initiated_at = %s,
                resolved_at = %s, recorded_at = %s, run_id = line.run_id,
                steps = line.steps, born_by = line.born_by, born_as = line.born_as, answer = line.answer,
                answer_stream = line.answer_stream, answer_sequence = line.answer_sequence,
                answered_at = %s, answer_reason = line.answer_reason
            from unnest(?::text[], ?::uuid[], ?::int[], ?::text[], ?::text[], ?::text[],
                ?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::text[], ?::uuid[], ?::text[],
                ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
            as line (ticket_id, distribution_id, position, status, actor, reason,
                old_contact, new_contact, initiated_at, resolved_at, recorded_at, run_id, steps, born_by, born_as,
                answer, answer_stream, answer_sequence, answered_at, answer_reason)
            where d.organizer = ? and d.ticket_id = line.ticket_id and d.distribution_id = line.distribution_id""".formatted(
            time("line.initiated_at"), time("line.resolved_at"), time("line.recorded_at"), time("line.answered_at"));

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

    /** One statement for each way in which entries came, and those of a page all came in one. */
    void insertLog(OrganizerCode organizer, List<Of<WalletEntry>> entries) {
        Map<Came, List<Of<WalletEntry>>> byWay = new LinkedHashMap<>();
        entries.forEach(entry -> byWay.computeIfAbsent(Came.of(entry.row()), none -> new ArrayList<>())
                .add(entry));
        byWay.forEach((way, came) -> execute(INSERT_LOG, came, p -> {
            p.same(organizer.value());
            p.same(way.stream().interfaceCode());
            p.same(way.stream().epoch());
            p.same(way.followed());
            p.same(way.runId());
            p.same(way.receivedAt().atOffset(ZoneOffset.UTC));
            p.texts(Of::ticket);
            p.uuids(e -> e.row().digest());
            p.integers(e -> e.row().arrival());
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
        }));
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

    void insertLines(OrganizerCode organizer, List<Of<PlacedLine>> lines) {
        execute(INSERT_LINES, lines, p -> {
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
            answers(p);
        });
    }

    void updateLines(OrganizerCode organizer, List<Of<PlacedLine>> lines) {
        execute(UPDATE_LINES, lines, p -> {
            p.texts(Of::ticket);
            p.uuids(line(Distribution::id));
            p.integers(l -> l.row().position());
            p.texts(line(Distribution::status));
            p.texts(line(Distribution::actor));
            p.texts(line(Distribution::reason));
            p.uuids(line(l -> l.oldContact() == null ? null : l.oldContact().value()));
            p.uuids(line(l -> l.newContact().value()));
            p.times(line(Distribution::initiatedAt));
            p.times(line(Distribution::resolvedAt));
            p.times(line(Distribution::recordedAt));
            p.uuids(line(Distribution::runId));
            p.texts(line(l -> StepsJson.write(l.steps())));
            p.uuids(line(l -> l.birth() instanceof Birth.Entry entry ? entry.digest() : null));
            p.texts(line(l -> l.birth() instanceof Birth.Entry entry ? entry.part() : null));
            answers(p);
            p.same(organizer.value());
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

    /** What the wallet answered to back-office changes: columns answer to answer_reason. */
    private static void answers(RowsAsArrays<Of<PlacedLine>> p) throws SQLException {
        p.texts(line(l -> word(answer(l))));
        p.texts(line(l -> answer(l) instanceof Answer.Accepted accepted ? accepted.stream() : null));
        p.longs(line(l -> answer(l) instanceof Answer.Accepted accepted ? accepted.sequence() : null));
        p.times(line(l -> switch (answer(l)) {
            case Answer.Accepted accepted -> accepted.at();
            case Answer.Rejected rejected -> rejected.at();
            case null, default -> null;
        }));
        p.texts(line(l -> answer(l) instanceof Answer.Rejected rejected ? rejected.reason() : null));
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

    /**
     * A line and its place in the fold, from 1.
     *
     * @param stored whether there is a row of it
     */
    record PlacedLine(int position, Distribution line, boolean stored) {}

    /** What is the same for all entries of a page. */
    private record Came(Stream stream, boolean followed, UUID runId, Instant receivedAt) {
        static Came of(WalletEntry entry) {
            return new Came(entry.stream(), entry.followed(), entry.runId(), entry.receivedAt());
        }
    }
}
