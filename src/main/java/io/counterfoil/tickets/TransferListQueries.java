package io.counterfoil.tickets;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.TicketSearch.LineOf;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the transfers behind a figure. Each statement looks at no more lines than the figure itself counts. */
final class TransferListQueries {
    /** How far a wallet's clock may be ahead of ours, see {@link LogOrder}: what began then may be recorded before. */
    private static final Duration CLOCKS_APART = Duration.ofDays(1);

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcTemplate jdbc;

    TransferListQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    List<LineOf> open(
            OrganizerCode organizer, TransferLists.Open open, TransferLists.@Nullable Place after, int limit) {
        OffsetDateTime from = time(open.begunAfter() == null ? EARLIEST : open.begunAfter());
        OffsetDateTime until = time(open.begunUntil() == null ? LATEST : open.begunUntil());
        String moment = "coalesce(d.initiated_at, d.recorded_at)";
        return page(
                "d.organizer = ? and d.status = 'PENDING' and %s > ? and %s <= ?".formatted(moment, moment),
                moment,
                List.of(organizer.value(), from, until),
                after,
                limit);
    }

    List<LineOf> begun(
            OrganizerCode organizer, TransferLists.Begun begun, TransferLists.@Nullable Place after, int limit) {
        String moment = "coalesce(d.initiated_at, d.resolved_at, d.recorded_at)";
        return page(
                """
                d.organizer = ? and d.recorded_at >= ? and d.source in ('WALLET', 'INFERRED')
                    and %s >= ? and %s < ?""".formatted(moment, moment),
                moment,
                List.of(
                        organizer.value(),
                        time(begun.from().minus(CLOCKS_APART)),
                        time(begun.from()),
                        time(begun.before())),
                after,
                limit);
    }

    /** Sorted and cut before anything else is looked up. */
    private List<LineOf> page(
            String which, String moment, List<Object> known, TransferLists.@Nullable Place after, int limit) {
        List<Object> parameters = new ArrayList<>(known);
        String begin = "";
        if (after != null) {
            begin = " and (" + moment + ", d.distribution_id) > (?, ?)";
            parameters.add(time(after.begun()));
            parameters.add(after.line());
        }
        parameters.add(limit);
        String order = " order by " + moment + ", d.distribution_id";
        return jdbc.query(
                "select d.ticket_id, " + LineRow.COLUMNS + " from (select * from distribution d where " + which + begin
                        + order + " limit ?) d " + LineRow.MERGES + order,
                (rs, row) -> new LineOf(new TicketId(rs.getString(1)), LineRow.read(rs, 2)),
                parameters.toArray());
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
