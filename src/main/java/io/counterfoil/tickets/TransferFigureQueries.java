package io.counterfoil.tickets;

import static io.counterfoil.tickets.LineRow.instant;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts transfers. */
final class TransferFigureQueries {
    private final JdbcTemplate jdbc;

    TransferFigureQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    List<TransferFigures.Hour> perHour(OrganizerCode organizer, Instant since, ZoneId zone) {
        return jdbc.query(
                """
                select date_trunc('hour', coalesce(initiated_at, resolved_at, recorded_at), ?) as hour,
                    count(*) filter (where status = 'CONFIRMED'), count(*) filter (where status = 'CANCELLED'),
                    count(*) filter (where status = 'PENDING')
                from distribution
                where organizer = ? and recorded_at >= ? and source in ('WALLET', 'INFERRED')
                    and coalesce(initiated_at, resolved_at, recorded_at) >= ?
                group by hour order by hour""",
                (rs, row) -> new TransferFigures.Hour(
                        Objects.requireNonNull(instant(rs, 1)), rs.getLong(2), rs.getLong(3), rs.getLong(4)),
                ZoneText.of(zone),
                organizer.value(),
                since.atOffset(ZoneOffset.UTC),
                since.atOffset(ZoneOffset.UTC));
    }

    List<TransferFigures.Age> openByAge(OrganizerCode organizer, Instant now, List<Duration> from) {
        // oldest first, a microsecond on, so that a group holds its older end and not its younger one
        Object[] bounds = from.reversed().stream()
                .map(age -> now.minus(age).truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS))
                .map(bound -> bound.atOffset(ZoneOffset.UTC))
                .toArray();
        long[] counts = new long[from.size() + 1];
        jdbc.query(
                """
                select width_bucket(coalesce(initiated_at, recorded_at), ?::timestamptz[]), count(*) from distribution
                where organizer = ? and status = 'PENDING' group by 1""",
                ps -> {
                    ps.setArray(1, ps.getConnection().createArrayOf("timestamptz", bounds));
                    ps.setString(2, organizer.value());
                },
                rs -> {
                    counts[Math.max(1, from.size() - rs.getInt(1))] += rs.getLong(2);
                });
        List<TransferFigures.Age> ages = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            ages.add(new TransferFigures.Age(from.get(i), counts[i + 1]));
        }
        return ages;
    }

    long outOfStep(OrganizerCode organizer, long most) {
        Long count = jdbc.queryForObject("""
                select count(*) from (
                    select from ticket_ownership where organizer = ? and out_of_step limit ?) as counted""", Long.class, organizer.value(), most);
        return count == null ? 0 : count;
    }
}
