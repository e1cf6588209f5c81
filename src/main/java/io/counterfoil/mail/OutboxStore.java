package io.counterfoil.mail;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of mails that wait. */
final class OutboxStore {
    private final JdbcClient jdbc;

    OutboxStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** @param tries this one included */
    record Claimed(UUID id, String recipient, byte[] sealed, int tries) {}

    void add(UUID id, String recipient, byte[] sealed, Instant at) {
        jdbc.sql(
                        "insert into outgoing_mail (mail_id, recipient, sealed, created_at, next_try_at) values (?, ?, ?, ?, ?)")
                .param(id)
                .param(recipient)
                .param(sealed)
                .param(utc(at))
                .param(utc(at))
                .update();
    }

    /** Takes the mail that has waited longest, for nobody else until the given time. */
    Optional<Claimed> claim(Instant now, Instant until) {
        return jdbc.sql("""
                update outgoing_mail set tries = tries + 1, next_try_at = ?
                where mail_id = (select mail_id from outgoing_mail where failed_at is null and next_try_at <= ?
                    order by next_try_at limit 1 for update skip locked)
                returning mail_id, recipient, sealed, tries""")
                .param(utc(until))
                .param(utc(now))
                .query((rs, row) ->
                        new Claimed(rs.getObject(1, UUID.class), rs.getString(2), rs.getBytes(3), rs.getInt(4)))
                .optional();
    }

    void sent(UUID id) {
        jdbc.sql("delete from outgoing_mail where mail_id = ?").param(id).update();
    }

    /** @param next null: given up */
    void failed(UUID id, Instant at, @Nullable Instant next, String error) {
        jdbc.sql("""
                update outgoing_mail set last_error = ?, next_try_at = coalesce(?, next_try_at),
                    failed_at = case when ?::timestamptz is null then ? end where mail_id = ?""")
                .param(1, error)
                .param(2, utc(next))
                .param(3, utc(next))
                .param(4, utc(at))
                .param(5, id)
                .update();
    }

    /** Forgets mails that were given up before the time. */
    void forget(Instant before) {
        jdbc.sql("delete from outgoing_mail where failed_at < ?")
                .param(utc(before))
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
