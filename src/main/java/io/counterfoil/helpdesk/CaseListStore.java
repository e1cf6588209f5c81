package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What lists of cases show besides the cases, and who looks at which again and again. */
final class CaseListStore {
    private final JdbcTemplate jdbc;

    CaseListStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** When the first thing was said from outside that no agent has answered, of the cases where that is so. */
    Map<CaseNumber, Instant> unansweredSince(OrganizerCode organizer, Collection<CaseNumber> numbers) {
        Map<CaseNumber, Instant> since = new HashMap<>();
        jdbc.query(
                """
                select e.number, min(e.at) from case_entry e
                where e.organizer = ? and e.number = any(?) and e.kind in ('USER', 'SUPPLIER') and e.action in ('MAIL', 'CALL')
                    and e.at > coalesce((select max(r.at) from case_entry r
                        where r.organizer = ? and r.number = e.number and r.action = 'REPLY'), '-infinity')
                group by e.number""",
                rs -> {
                    since.put(
                            new CaseNumber(rs.getLong(1)),
                            rs.getObject(2, OffsetDateTime.class).toInstant());
                },
                organizer.value(),
                numbers.stream().map(CaseNumber::value).toArray(Long[]::new),
                organizer.value());
        return since;
    }

    CaseLists.Waiting waiting(OrganizerCode organizer, int most) {
        return jdbc.query(
                        """
                        select
                            (select count(*) from (select from support_case where organizer = ? and merged_into is null
                                and state in ('NEW', 'OPEN') and not spam limit ?) c),
                            (select count(*) from (select from held_mail where organizer = ? and state = 'HELD' limit ?) h),
                            (select count(*) from (select from inbound_mail where organizer = ? and state = 'FAILED' limit ?) f)""",
                        (rs, row) -> new CaseLists.Waiting(rs.getInt(1), rs.getInt(2), rs.getInt(3)),
                        organizer.value(),
                        most,
                        organizer.value(),
                        most,
                        organizer.value(),
                        most)
                .getFirst();
    }

    List<CaseNumber> ofTicket(OrganizerCode organizer, TicketId ticket, int most) {
        return jdbc.query(
                "select number from case_ticket where organizer = ? and ticket_id = ? order by number desc limit ?",
                (rs, row) -> new CaseNumber(rs.getLong(1)),
                organizer.value(),
                ticket.value(),
                most);
    }

    List<CaseLists.Saved> saved(OrganizerCode organizer, String login) {
        return jdbc.query(
                "select name, query from saved_case_filter where organizer = ? and login = ? order by name",
                (rs, row) -> new CaseLists.Saved(rs.getString(1), rs.getString(2)),
                organizer.value(),
                login);
    }

    void save(OrganizerCode organizer, String login, CaseLists.Saved saved) {
        jdbc.update("""
                insert into saved_case_filter (organizer, login, name, query) values (?, ?, ?, ?)
                on conflict (organizer, login, name) do update set query = excluded.query""", organizer.value(), login, saved.name(), saved.query());
    }

    void forget(OrganizerCode organizer, String login, String name) {
        jdbc.update(
                "delete from saved_case_filter where organizer = ? and login = ? and name = ?",
                organizer.value(),
                login,
                name);
    }
}
