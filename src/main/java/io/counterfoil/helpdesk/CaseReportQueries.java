package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts of cases by the day. */
final class CaseReportQueries {
    private final JdbcTemplate jdbc;

    CaseReportQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    List<CaseReports.Day> days(OrganizerCode organizer, String zone, LocalDate first, LocalDate last) {
        return jdbc.query(
                """
                with bounds as (select ?::date as first, ?::date as last, ?::text as zone),
                    cases as (select c.opened_at, c.first_answer_at, c.solved_at from support_case c
                        where c.organizer = ? and c.merged_into is null and not c.spam),
                    opened as (select (opened_at at time zone b.zone)::date as day, count(*) as n
                        from cases, bounds b where opened_at >= (b.first::timestamp at time zone b.zone)
                            and opened_at < ((b.last + 1)::timestamp at time zone b.zone) group by 1),
                    answered as (select (first_answer_at at time zone b.zone)::date as day, count(*) as n,
                            percentile_cont(0.5) within group (order by extract(epoch from first_answer_at - opened_at)) as median
                        from cases, bounds b where first_answer_at >= (b.first::timestamp at time zone b.zone)
                            and first_answer_at < ((b.last + 1)::timestamp at time zone b.zone) group by 1),
                    solved as (select (solved_at at time zone b.zone)::date as day, count(*) as n,
                            percentile_cont(0.5) within group (order by extract(epoch from solved_at - opened_at)) as median
                        from cases, bounds b where solved_at >= (b.first::timestamp at time zone b.zone)
                            and solved_at < ((b.last + 1)::timestamp at time zone b.zone) group by 1)
                select b.first + d.n, coalesce(o.n, 0), coalesce(a.n, 0), a.median, coalesce(s.n, 0), s.median
                from bounds b cross join lateral generate_series(0, b.last - b.first) as d (n)
                    left join opened o on o.day = b.first + d.n
                    left join answered a on a.day = b.first + d.n
                    left join solved s on s.day = b.first + d.n
                order by 1""",
                (rs, row) -> new CaseReports.Day(
                        rs.getObject(1, LocalDate.class),
                        rs.getInt(2),
                        rs.getInt(3),
                        seconds(rs, 4),
                        rs.getInt(5),
                        seconds(rs, 6)),
                first,
                last,
                zone,
                organizer.value());
    }

    private static @Nullable Duration seconds(ResultSet rs, int column) throws SQLException {
        double seconds = rs.getDouble(column);
        return rs.wasNull() ? null : Duration.ofMillis(Math.round(seconds * 1000));
    }
}
