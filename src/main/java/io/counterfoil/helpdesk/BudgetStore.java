package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of budgets and breakers. */
final class BudgetStore {
    private final JdbcTemplate jdbc;

    BudgetStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** What was sent in the last hour, and in the last 24. */
    record Sent(int inHour, int inDay) {}

    Sent sent(OrganizerCode organizer, AnswerBudgets.Key key, Instant hour, Instant day) {
        return jdbc.query(
                        """
                        select coalesce(sum(sent) filter (where since > ?), 0), coalesce(sum(sent), 0) from answer_budget
                        where organizer = ? and scope = ? and subject = ? and since > ?""",
                        (rs, row) -> new Sent(rs.getInt(1), rs.getInt(2)),
                        utc(hour),
                        organizer.value(),
                        key.scope().name(),
                        key.subject(),
                        utc(day))
                .getFirst();
    }

    void count(OrganizerCode organizer, AnswerBudgets.Key key, Instant since) {
        jdbc.update("""
                insert into answer_budget as b (organizer, scope, subject, since, sent) values (?, ?, ?, ?, 1)
                on conflict (organizer, scope, subject, since) do update set sent = b.sent + 1""", organizer.value(), key.scope().name(), key.subject(), utc(since));
    }

    Optional<Instant> lastStopped(OrganizerCode organizer, AnswerBudgets.Key key) {
        return jdbc
                .query(
                        "select last_at from answer_breaker where organizer = ? and scope = ? and subject = ?",
                        (rs, row) -> rs.getObject(1, OffsetDateTime.class).toInstant(),
                        organizer.value(),
                        key.scope().name(),
                        key.subject())
                .stream()
                .findFirst();
    }

    /** Opens a breaker, or counts what an open one stops. */
    void stop(OrganizerCode organizer, AnswerBudgets.Key key, boolean opens, Instant at) {
        jdbc.update("""
                insert into answer_breaker as b (organizer, scope, subject, opened_at, last_at, stopped) values (?, ?, ?, ?, ?, 1)
                on conflict (organizer, scope, subject) do update set last_at = excluded.last_at,
                    stopped = case when ? then 1 else b.stopped + 1 end,
                    opened_at = case when ? then excluded.opened_at else b.opened_at end""", organizer.value(), key.scope().name(), key.subject(), utc(at), utc(at), opens, opens);
    }

    List<AnswerBudgets.Breaker> breakers(OrganizerCode organizer, Instant stoppedAfter) {
        return jdbc.query(
                """
                select scope, subject, opened_at, last_at, stopped from answer_breaker
                where organizer = ? and last_at > ? order by last_at desc, scope, subject""",
                (rs, row) -> new AnswerBudgets.Breaker(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getObject(3, OffsetDateTime.class).toInstant(),
                        rs.getObject(4, OffsetDateTime.class).toInstant(),
                        rs.getLong(5)),
                organizer.value(),
                utc(stoppedAfter));
    }

    /** Closes a breaker; what was counted so far counts no more. */
    boolean close(OrganizerCode organizer, String scope, String subject) {
        jdbc.update(
                "delete from answer_budget where organizer = ? and scope = ? and subject = ?",
                organizer.value(),
                scope,
                subject);
        return jdbc.update(
                        "delete from answer_breaker where organizer = ? and scope = ? and subject = ?",
                        organizer.value(),
                        scope,
                        subject)
                == 1;
    }

    void forget(OrganizerCode organizer, Instant before) {
        jdbc.update("delete from answer_budget where organizer = ? and since < ?", organizer.value(), utc(before));
        jdbc.update("delete from answer_breaker where organizer = ? and last_at < ?", organizer.value(), utc(before));
    }

    /** Takes away what was counted for addresses. */
    void erase(OrganizerCode organizer, List<String> addresses) {
        for (String table : List.of("answer_budget", "answer_breaker")) {
            jdbc.update(
                    "delete from " + table
                            + " t where t.organizer = ? and exists (select from unnest(?::text[]) as a (key)"
                            + " where t.scope = 'SENDER' and t.subject = a.key"
                            + " or t.scope = 'PAIR' and right(t.subject, length(a.key) + 1) = ' ' || a.key)",
                    organizer.value(),
                    addresses.toArray(String[]::new));
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
