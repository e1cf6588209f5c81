package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of budgets and breakers. */
final class BudgetStore {
    private final JdbcTemplate jdbc;

    BudgetStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** What was sent in the last hour, and in the last 24. */
    record Sent(int inHour, int inDay) {
        static final Sent NONE = new Sent(0, 0);
    }

    /** By key; none where nothing was sent. */
    Map<AnswerBudgets.Key, Sent> sent(
            OrganizerCode organizer, List<AnswerBudgets.Key> keys, Instant hour, Instant day) {
        Map<AnswerBudgets.Key, Sent> sent = new HashMap<>();
        jdbc.query(
                """
                select b.scope, b.subject, coalesce(sum(b.sent) filter (where b.since > ?), 0), sum(b.sent)
                from unnest(?::text[], ?::text[]) as k (scope, subject)
                    join answer_budget b on b.scope = k.scope and b.subject = k.subject
                where b.organizer = ? and b.since > ? group by b.scope, b.subject""",
                rs -> {
                    sent.put(key(rs), new Sent(rs.getInt(3), rs.getInt(4)));
                },
                utc(hour),
                scopes(keys),
                subjects(keys),
                organizer.value(),
                utc(day));
        return sent;
    }

    void count(OrganizerCode organizer, List<AnswerBudgets.Key> keys, Instant since) {
        jdbc.update("""
                insert into answer_budget as b (organizer, scope, subject, since, sent)
                select ?, k.scope, k.subject, ?, 1 from unnest(?::text[], ?::text[]) as k (scope, subject)
                on conflict (organizer, scope, subject, since) do update set sent = b.sent + 1""", organizer.value(), utc(since), scopes(keys), subjects(keys));
    }

    /** When breakers stopped something the last time. */
    Map<AnswerBudgets.Key, Instant> lastStopped(OrganizerCode organizer, List<AnswerBudgets.Key> keys) {
        Map<AnswerBudgets.Key, Instant> stopped = new HashMap<>();
        jdbc.query(
                """
                select b.scope, b.subject, b.last_at from unnest(?::text[], ?::text[]) as k (scope, subject)
                    join answer_breaker b on b.scope = k.scope and b.subject = k.subject
                where b.organizer = ?""",
                rs -> {
                    stopped.put(key(rs), rs.getObject(3, OffsetDateTime.class).toInstant());
                },
                scopes(keys),
                subjects(keys),
                organizer.value());
        return stopped;
    }

    private static AnswerBudgets.Key key(ResultSet rs) throws SQLException {
        return new AnswerBudgets.Key(LoopBudget.Scope.valueOf(rs.getString(1)), rs.getString(2));
    }

    private static String[] scopes(List<AnswerBudgets.Key> keys) {
        return keys.stream().map(key -> key.scope().name()).toArray(String[]::new);
    }

    private static String[] subjects(List<AnswerBudgets.Key> keys) {
        return keys.stream().map(AnswerBudgets.Key::subject).toArray(String[]::new);
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
