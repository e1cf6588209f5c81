package io.counterfoil.wallet;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of accounts, consents, sign-in codes and sessions. */
final class AccountStore {
    private static final String SELECT = """
            select a.*, p.allow_promo_email, p.allow_third_party_email
            from wallet.account a
            left join wallet.preference p on p.organizer = ? and p.account_id = a.account_id""";

    private final JdbcTemplate jdbc;
    private final Ids ids;

    AccountStore(JdbcTemplate jdbc, Ids ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    /** Accounts as the organizer may see them. */
    Map<UUID, Account> byIds(@Nullable OrganizerCode organizer, Collection<UUID> accountIds) {
        Map<UUID, Account> found = new HashMap<>();
        jdbc.query(
                SELECT + " where a.account_id = any (?)",
                rs -> {
                    Account account = account(rs);
                    found.put(account.id(), account);
                },
                organizer == null ? null : organizer.value(),
                accountIds.toArray(UUID[]::new));
        return found;
    }

    /** The accounts of these addresses; those that are missing are made. Keyed by address key. */
    Map<String, Account> of(@Nullable OrganizerCode organizer, Collection<EmailAddress> addresses, Instant now) {
        // in the same order everywhere, so that two organizers' transactions never wait for each other
        List<EmailAddress> sorted = addresses.stream()
                .distinct()
                .sorted(Comparator.comparing(EmailAddress::key))
                .toList();
        Map<String, Account> found = byKeys(organizer, sorted);
        if (found.size() < sorted.size()) {
            List<EmailAddress> missing = sorted.stream()
                    .filter(address -> !found.containsKey(address.key()))
                    .toList();
            jdbc.update("""
                    insert into wallet.account (account_id, address, address_key, created_at)
                    select n.*, ? from unnest(?::uuid[], ?::text[], ?::text[]) n on conflict (address_key) do nothing""", statement -> {
                statement.setObject(1, WalletStore.time(now));
                new Rows<>(statement, missing)
                        .uuids(2, address -> ids.next())
                        .texts(3, EmailAddress::text)
                        .texts(4, EmailAddress::key);
            });
            // read again: another transaction may have made some of them at the same moment
            found.putAll(byKeys(organizer, missing));
        }
        return found;
    }

    Optional<Account> byKey(EmailAddress address) {
        return Optional.ofNullable(byKeys(null, List.of(address)).get(address.key()));
    }

    private Map<String, Account> byKeys(@Nullable OrganizerCode organizer, List<EmailAddress> addresses) {
        Map<String, Account> found = new HashMap<>();
        jdbc.query(
                SELECT + " where a.address_key = any (?)",
                rs -> {
                    found.put(rs.getString("address_key"), account(rs));
                },
                organizer == null ? null : organizer.value(),
                addresses.stream().map(EmailAddress::key).toArray(String[]::new));
        return found;
    }

    void saveProfile(UUID accountId, Profile profile) {
        LocalDate birth = profile.dateOfBirth();
        jdbc.update(
                """
                update wallet.account set title = ?, first_name = ?, last_name = ?, date_of_birth = ?, nationality = ?,
                    id_card_number = ?, phone_number = ?, residence_country = ?, language = ?
                where account_id = ?""",
                profile.title(),
                profile.firstName(),
                profile.lastName(),
                birth == null ? null : Date.valueOf(birth),
                profile.nationality(),
                profile.idCardNumber(),
                profile.phoneNumber(),
                profile.residenceCountry(),
                profile.language(),
                accountId);
    }

    void savePreference(
            OrganizerCode organizer, UUID accountId, @Nullable Boolean promo, @Nullable Boolean thirdParty) {
        jdbc.update("""
                insert into wallet.preference (organizer, account_id, allow_promo_email, allow_third_party_email)
                values (?, ?, ?, ?)
                on conflict (organizer, account_id) do update set allow_promo_email = excluded.allow_promo_email,
                    allow_third_party_email = excluded.allow_third_party_email""", organizer.value(), accountId, promo, thirdParty);
    }

    // codes and sessions

    record Code(UUID id, byte[] salt, byte[] digest) {}

    int codesSince(EmailAddress address, Instant since) {
        Integer count = jdbc.queryForObject(
                "select count(*) from wallet.sign_in_code where address_key = ? and created_at > ?",
                Integer.class,
                address.key(),
                WalletStore.time(since));
        return count == null ? 0 : count;
    }

    void addCode(EmailAddress address, byte[] salt, byte[] digest, Instant now, Instant expiresAt) {
        jdbc.update("""
                insert into wallet.sign_in_code (code_id, address_key, salt, digest, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?)""", ids.next(), address.key(), salt, digest, WalletStore.time(now), WalletStore.time(expiresAt));
    }

    /** Counts one try on every live code of the address and answers those that may still be tried, under lock. */
    List<Code> tryCodes(EmailAddress address, Instant now, int mostTries) {
        return jdbc.query(
                """
                update wallet.sign_in_code set tries = tries + 1
                where address_key = ? and expires_at > ? and tries < ? returning code_id, salt, digest""",
                (rs, row) -> new Code(rs.getObject(1, UUID.class), rs.getBytes(2), rs.getBytes(3)),
                address.key(),
                WalletStore.time(now),
                mostTries);
    }

    void removeCodes(EmailAddress address) {
        jdbc.update("delete from wallet.sign_in_code where address_key = ?", address.key());
    }

    void removeStale(Instant codesBefore, Instant now) {
        jdbc.update("delete from wallet.sign_in_code where created_at < ?", WalletStore.time(codesBefore));
        jdbc.update("delete from wallet.session where expires_at <= ?", WalletStore.time(now));
    }

    void addSession(byte[] tokenDigest, UUID accountId, Instant now, Instant expiresAt) {
        jdbc.update(
                "insert into wallet.session (token_digest, account_id, created_at, expires_at) values (?, ?, ?, ?)",
                tokenDigest,
                accountId,
                WalletStore.time(now),
                WalletStore.time(expiresAt));
    }

    Optional<UUID> session(byte[] tokenDigest, Instant now) {
        return jdbc
                .query(
                        "select account_id from wallet.session where token_digest = ? and expires_at > ?",
                        (rs, row) -> rs.getObject(1, UUID.class),
                        tokenDigest,
                        WalletStore.time(now))
                .stream()
                .findFirst();
    }

    void removeSession(byte[] tokenDigest) {
        jdbc.update("delete from wallet.session where token_digest = ?", tokenDigest);
    }

    private static Account account(ResultSet rs) throws SQLException {
        return new Account(
                rs.getObject("account_id", UUID.class),
                rs.getString("address"),
                new Profile(
                        rs.getString("title"),
                        rs.getString("first_name"),
                        rs.getString("last_name"),
                        rs.getObject("date_of_birth", LocalDate.class),
                        rs.getString("nationality"),
                        rs.getString("id_card_number"),
                        rs.getString("phone_number"),
                        rs.getString("residence_country"),
                        rs.getString("language")),
                rs.getObject("allow_promo_email", Boolean.class),
                rs.getObject("allow_third_party_email", Boolean.class));
    }
}
