package io.counterfoil.accounts;

import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of wrong passwords and codes, counted for all nodes together. */
final class FailureStore {
    private final JdbcClient jdbc;

    FailureStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    private record Counted(
            int failures, Instant lastAt, @Nullable Instant lockedUntil) {}

    /**
     * Counts an attempt before it is looked at, so that many at the same moment, and one whose process dies, count as well;
     * who is right clears the count. Answers how long to wait instead, when the subject is locked.
     */
    Optional<Duration> take(byte[] subject, Instant now) {
        jdbc.sql("insert into sign_in_failure (subject, failures, last_at) values (?, 0, ?) on conflict do nothing")
                .param(subject)
                .param(utc(now))
                .update();
        Counted counted = jdbc.sql(
                        "select failures, last_at, locked_until from sign_in_failure where subject = ? for update")
                .param(subject)
                .query((rs, row) -> new Counted(rs.getInt(1), required(rs, 2), instant(rs, 3)))
                .single();
        Instant until = counted.lockedUntil();
        if (until != null && now.isBefore(until)) {
            return Optional.of(Duration.between(now, until));
        }
        boolean forgotten = counted.lastAt().plus(LockOut.FORGOTTEN_AFTER).isBefore(now);
        int failures = forgotten ? 1 : counted.failures() + 1;
        jdbc.sql("update sign_in_failure set failures = ?, last_at = ?, locked_until = ? where subject = ?")
                .param(failures)
                .param(utc(now))
                .param(utc(now.plus(LockOut.after(failures))))
                .param(subject)
                .update();
        return Optional.empty();
    }

    void clear(byte[] subject) {
        jdbc.sql("delete from sign_in_failure where subject = ?").param(subject).update();
    }

    /** Forgets counts that would begin anew anyway. */
    void forget(Instant before) {
        jdbc.sql("delete from sign_in_failure where last_at < ?")
                .param(utc(before))
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Instant required(ResultSet rs, int column) throws java.sql.SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet rs, int column) throws java.sql.SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
