package io.counterfoil.accounts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of links that let somebody choose a password. */
final class LinkStore {
    private final JdbcClient jdbc;

    LinkStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void add(UUID id, UUID account, AccountLinks.Kind kind, byte[] hash, Instant at, Instant expires, String by) {
        jdbc.sql("""
                insert into account_link (link_id, account_id, kind, token_hash, created_at, created_by, expires_at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .param(id)
                .param(account)
                .param(kind.name())
                .param(hash)
                .param(utc(at))
                .param(by)
                .param(utc(expires))
                .update();
    }

    /** Whose link this is; nothing when it was used, is too old, or is of another kind. */
    Optional<UUID> accountOf(AccountLinks.Kind kind, byte[] hash, Instant now) {
        return jdbc.sql("""
                select account_id from account_link
                where token_hash = ? and kind = ? and used_at is null and expires_at > ?""")
                .param(hash)
                .param(kind.name())
                .param(utc(now))
                .query(UUID.class)
                .optional();
    }

    /** Uses the link up, and with it all others of its account; false when it was used or is too old. */
    boolean use(byte[] hash, UUID account, Instant now) {
        boolean good = jdbc.sql("""
                update account_link set used_at = ? where token_hash = ? and used_at is null and expires_at > ?""").param(utc(now)).param(hash).param(utc(now)).update() == 1;
        if (good) {
            jdbc.sql("update account_link set used_at = ? where account_id = ? and used_at is null")
                    .param(utc(now))
                    .param(account)
                    .update();
        }
        return good;
    }

    /** Whether a link of this kind was made after the time. */
    boolean madeSince(UUID account, AccountLinks.Kind kind, Instant since) {
        return jdbc.sql("select exists (select from account_link where account_id = ? and kind = ? and created_at > ?)")
                .param(account)
                .param(kind.name())
                .param(utc(since))
                .query(Boolean.class)
                .single();
    }

    void forget(Instant before) {
        jdbc.sql("delete from account_link where expires_at < ?")
                .param(utc(before))
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
