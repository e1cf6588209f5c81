package io.counterfoil.accounts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of second factors. */
final class FactorStore {
    private final JdbcClient jdbc;

    FactorStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** @param confirmed false: it is only being set up, and nobody is asked for it */
    record Secret(byte[] sealed, boolean confirmed) {}

    /** Takes the place of a secret that was only being set up; false when one is confirmed already. */
    boolean begin(UUID account, byte[] sealed) {
        return jdbc.sql("update account set totp_secret = ?, totp_step = 0 where account_id = ? and totp_since is null")
                        .param(sealed)
                        .param(account)
                        .update()
                == 1;
    }

    Optional<Secret> secret(UUID account) {
        return jdbc.sql("""
                select totp_secret, totp_since is not null from account
                where account_id = ? and totp_secret is not null""")
                .param(account)
                .query((rs, row) -> new Secret(rs.getBytes(1), rs.getBoolean(2)))
                .optional();
    }

    void confirm(UUID account, Instant at) {
        jdbc.sql("update account set totp_since = ? where account_id = ? and totp_since is null")
                .param(at.atOffset(ZoneOffset.UTC))
                .param(account)
                .update();
    }

    /** Uses a time step up; false when this one or a later one was used before. */
    boolean use(UUID account, long step) {
        return jdbc.sql("update account set totp_step = ? where account_id = ? and totp_step < ?")
                        .param(step)
                        .param(account)
                        .param(step)
                        .update()
                == 1;
    }

    void remove(UUID account) {
        jdbc.sql("update account set totp_secret = null, totp_since = null, totp_step = 0 where account_id = ?")
                .param(account)
                .update();
        jdbc.sql("delete from account_recovery_code where account_id = ?")
                .param(account)
                .update();
    }

    /** In place of all former ones. */
    void setRecoveryCodes(UUID account, Collection<byte[]> hashes) {
        jdbc.sql("delete from account_recovery_code where account_id = ?")
                .param(account)
                .update();
        jdbc.sql("insert into account_recovery_code (account_id, code_hash) select ?, unnest(?::bytea[])")
                .param(1, account)
                .param(2, hashes.toArray(byte[][]::new))
                .update();
    }

    /** Uses a recovery code up; false when it is none of this account's. */
    boolean useRecoveryCode(UUID account, byte[] hash) {
        return jdbc.sql("delete from account_recovery_code where account_id = ? and code_hash = ?")
                        .param(account)
                        .param(hash)
                        .update()
                == 1;
    }

    int recoveryCodesLeft(UUID account) {
        return jdbc.sql("select count(*) from account_recovery_code where account_id = ?")
                .param(account)
                .query(Integer.class)
                .single();
    }
}
