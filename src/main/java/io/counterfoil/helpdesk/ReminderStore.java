package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of what is sent to requesters by the calendar. */
final class ReminderStore {
    private final JdbcTemplate jdbc;

    ReminderStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Cases that have waited since before a time, and whose requesters were not reminded of it. */
    List<CaseNumber> due(OrganizerCode organizer, Instant before, int limit) {
        return jdbc.query(
                """
                select c.number from support_case c
                    left join case_reminder r on r.organizer = c.organizer and r.number = c.number
                where c.organizer = ? and c.merged_into is null and c.state = 'WAITING' and not c.spam
                    and c.requester_address is not null and c.updated_at < ?
                    and (r.reminded_at is null or r.reminded_at < c.updated_at)
                order by c.updated_at limit ?""",
                (rs, row) -> new CaseNumber(rs.getLong(1)),
                organizer.value(),
                before.atOffset(ZoneOffset.UTC),
                limit);
    }

    void reminded(OrganizerCode organizer, CaseNumber number, Instant at) {
        jdbc.update("""
                insert into case_reminder (organizer, number, reminded_at) values (?, ?, ?)
                on conflict (organizer, number) do update set reminded_at = excluded.reminded_at""", organizer.value(), number.value(), at.atOffset(ZoneOffset.UTC));
    }

    /** Whether who opened a case had proved who he was. */
    boolean isProven(OrganizerCode organizer, CaseNumber number) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (select from mail_verdict where organizer = ? and number = ? and outcome = 'OPENED'
                    and authentication = 'PASSED')""", Boolean.class, organizer.value(), number.value()));
    }
}
