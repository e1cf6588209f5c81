package io.counterfoil.accounts;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of accounts and their roles. */
final class AccountStore {
    private static final String SELECT = """
            select a.account_id, a.login, a.email, a.name, a.language, a.administrator, a.epoch,
                a.password_hash is not null, a.totp_since is not null, a.created_at, a.created_by, a.disabled_at,
                a.last_sign_in_at,
                (select array_agg(r.for_organizer || ' ' || r.role order by r.for_organizer)
                    from account_role r where r.account_id = a.account_id)
            from account a""";

    private final JdbcClient jdbc;

    AccountStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    boolean isEmpty() {
        return jdbc.sql("select not exists (select from account)")
                .query(Boolean.class)
                .single();
    }

    void add(Account account, EmailAddress email) {
        jdbc.sql("""
                insert into account (account_id, login, email, email_key, name, language, administrator, created_at, created_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(account.id())
                .param(account.login())
                .param(email.text())
                .param(email.key())
                .param(account.name())
                .param(account.language().tag())
                .param(account.administrator())
                .param(utc(account.createdAt()))
                .param(account.createdBy())
                .update();
    }

    Optional<Account> find(UUID id) {
        return one(" where a.account_id = ?", id);
    }

    Optional<Account> byLogin(String login) {
        return one(" where a.login = ?", login);
    }

    Optional<Account> byEmail(EmailAddress email) {
        return one(" where a.email_key = ?", email.key());
    }

    Optional<Account> bySubject(String issuer, String subject) {
        return jdbc.sql(SELECT + " where a.oidc_issuer = ? and a.oidc_subject = ?")
                .param(issuer)
                .param(subject)
                .query(AccountStore::account)
                .optional();
    }

    /**
     * Accounts in the order of their logins.
     *
     * @param after the login of the last one seen, empty for the first page
     * @param within only accounts with a role in one of these organizers; null: all
     */
    List<Account> after(String after, @Nullable Set<OrganizerCode> within, int limit) {
        String[] codes = within == null
                ? null
                : within.stream().map(OrganizerCode::value).toArray(String[]::new);
        return jdbc.sql(SELECT + """
                 where a.login > ? and (?::text[] is null or exists (
                    select from account_role r where r.account_id = a.account_id and r.for_organizer = any (?::text[])))
                order by a.login limit ?""")
                .param(1, after)
                .param(2, codes)
                .param(3, codes)
                .param(4, limit)
                .query(AccountStore::account)
                .list();
    }

    /** Name, language and the installation's administration. */
    void change(UUID id, @Nullable String name, Language language, boolean administrator) {
        jdbc.sql("update account set name = ?, language = ?, administrator = ? where account_id = ?")
                .param(1, name)
                .param(2, language.tag())
                .param(3, administrator)
                .param(4, id)
                .update();
    }

    void changeEmail(UUID id, EmailAddress email) {
        jdbc.sql("update account set email = ?, email_key = ? where account_id = ?")
                .param(email.text())
                .param(email.key())
                .param(id)
                .update();
    }

    /** @param at null: he may sign in again */
    void disable(UUID id, @Nullable Instant at) {
        jdbc.sql("update account set disabled_at = ?, epoch = epoch + 1 where account_id = ?")
                .param(1, utc(at))
                .param(2, id)
                .update();
    }

    /** Ends all sessions of an account. */
    void signOutEverywhere(UUID id) {
        jdbc.sql("update account set epoch = epoch + 1 where account_id = ?")
                .param(id)
                .update();
    }

    void setRole(UUID id, OrganizerCode organizer, Role role) {
        jdbc.sql("""
                insert into account_role (account_id, for_organizer, role) values (?, ?, ?)
                on conflict (account_id, for_organizer) do update set role = excluded.role""").param(id).param(organizer.value()).param(role.name()).update();
    }

    void removeRole(UUID id, OrganizerCode organizer) {
        jdbc.sql("delete from account_role where account_id = ? and for_organizer = ?")
                .param(id)
                .param(organizer.value())
                .update();
    }

    void setPassword(UUID id, String hash) {
        jdbc.sql("update account set password_hash = ?, epoch = epoch + 1 where account_id = ?")
                .param(hash)
                .param(id)
                .update();
    }

    Optional<String> passwordHash(UUID id) {
        return jdbc.sql("select password_hash from account where account_id = ? and password_hash is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    void signedIn(UUID id, Instant at) {
        jdbc.sql("update account set last_sign_in_at = ? where account_id = ?")
                .param(utc(at))
                .param(id)
                .update();
    }

    void bindSubject(UUID id, String issuer, String subject) {
        jdbc.sql("update account set oidc_issuer = ?, oidc_subject = ? where account_id = ?")
                .param(issuer)
                .param(subject)
                .param(id)
                .update();
    }

    /** The issuer that knows this account, when one does. */
    Optional<String> issuerOf(UUID id) {
        return jdbc.sql("select oidc_issuer from account where account_id = ? and oidc_issuer is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    long administrators() {
        return jdbc.sql("select count(*) from account where administrator and disabled_at is null")
                .query(Long.class)
                .single();
    }

    private Optional<Account> one(String where, Object value) {
        return jdbc.sql(SELECT + where)
                .param(value)
                .query(AccountStore::account)
                .optional();
    }

    private static Account account(ResultSet rs, int row) throws SQLException {
        return new Account(
                rs.getObject(1, UUID.class),
                rs.getString(2),
                rs.getString(3),
                rs.getString(4),
                Language.of(rs.getString(5)),
                rs.getBoolean(6),
                roles(rs, 14),
                rs.getInt(7),
                rs.getBoolean(8),
                rs.getBoolean(9),
                rs.getObject(10, OffsetDateTime.class).toInstant(),
                rs.getString(11),
                instant(rs, 12),
                instant(rs, 13));
    }

    private static Map<OrganizerCode, Role> roles(ResultSet rs, int column) throws SQLException {
        Map<OrganizerCode, Role> roles = new LinkedHashMap<>();
        if (rs.getArray(column) != null) {
            for (String text : (String[]) rs.getArray(column).getArray()) {
                int blank = text.lastIndexOf(' ');
                roles.put(new OrganizerCode(text.substring(0, blank)), Role.valueOf(text.substring(blank + 1)));
            }
        }
        return Collections.unmodifiableMap(roles);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
