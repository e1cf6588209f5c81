package io.counterfoil.tickets;

import static io.counterfoil.tickets.LineRow.instant;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

    List<TransferFigures.Hour> perHour(OrganizerCode organizer, Instant since) {
        return jdbc.query(
                """
                select date_trunc('hour', coalesce(initiated_at, resolved_at, recorded_at), 'UTC') as hour,
                    count(*) filter (where status = 'CONFIRMED'), count(*) filter (where status = 'CANCELLED'),
                    count(*) filter (where status = 'PENDING')
                from distribution
                where organizer = ? and recorded_at >= ? and source in ('WALLET', 'INFERRED')
                    and coalesce(initiated_at, resolved_at, recorded_at) >= ?
                group by hour order by hour""",
                (rs, row) -> new TransferFigures.Hour(
                        Objects.requireNonNull(instant(rs, 1)), rs.getLong(2), rs.getLong(3), rs.getLong(4)),
                organizer.value(),
                since.atOffset(ZoneOffset.UTC),
                since.atOffset(ZoneOffset.UTC));
    }

    List<TransferFigures.Age> openByAge(OrganizerCode organizer, Instant now, List<Duration> from) {
        Object[] bounds = from.stream()
                .map(age -> now.minus(age).atOffset(ZoneOffset.UTC))
                .toArray();
        List<TransferFigures.Age> ages = new ArrayList<>();
        jdbc.query(
                """
                select age.n, count(d.organizer) from unnest(?::timestamptz[], ?::timestamptz[])
                    with ordinality as age (until, after, n)
                left join distribution d on d.organizer = ? and d.status = 'PENDING'
                    and coalesce(d.initiated_at, d.recorded_at) <= age.until
                    and (age.after is null or coalesce(d.initiated_at, d.recorded_at) > age.after)
                group by age.n order by age.n""",
                ps -> {
                    Object[] after = new Object[bounds.length];
                    System.arraycopy(bounds, 1, after, 0, bounds.length - 1);
                    ps.setArray(1, ps.getConnection().createArrayOf("timestamptz", bounds));
                    ps.setArray(2, ps.getConnection().createArrayOf("timestamptz", after));
                    ps.setString(3, organizer.value());
                },
                rs -> {
                    ages.add(new TransferFigures.Age(from.get(rs.getInt(1) - 1), rs.getLong(2)));
                });
        return ages;
    }

    long outOfStep(OrganizerCode organizer, long most) {
        Long count = jdbc.queryForObject("""
                select count(*) from (
                    select from ticket_ownership where organizer = ? and out_of_step limit ?) as counted""", Long.class, organizer.value(), most);
        return count == null ? 0 : count;
    }
}
