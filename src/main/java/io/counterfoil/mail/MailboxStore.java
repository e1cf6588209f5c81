package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** SQL of mailboxes. */
final class MailboxStore {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COLUMNS =
            "code, address, language, trusted_servers, imap, smtp, created_at, updated_at, silence, retired_at";

    private final JdbcClient jdbc;

    MailboxStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<Mailbox> find(OrganizerCode organizer, String code) {
        return jdbc.sql("select " + COLUMNS + " from mailbox where organizer = ? and code = ?")
                .param(organizer.value())
                .param(code)
                .query((rs, row) -> mailbox(rs, organizer))
                .optional();
    }

    List<Mailbox> list(OrganizerCode organizer) {
        return jdbc.sql("select " + COLUMNS + " from mailbox where organizer = ? order by code collate \"C\"")
                .param(organizer.value())
                .query((rs, row) -> mailbox(rs, organizer))
                .list();
    }

    void save(Mailbox mailbox) {
        jdbc.sql("""
                insert into mailbox (organizer, code, address, address_key, language, trusted_servers, imap, smtp,
                    created_at, updated_at, silence, retired_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, code) do update set address = excluded.address,
                    address_key = excluded.address_key, language = excluded.language,
                    trusted_servers = excluded.trusted_servers, imap = excluded.imap, smtp = excluded.smtp,
                    updated_at = excluded.updated_at, silence = excluded.silence, retired_at = excluded.retired_at,
                    silent_since = case when excluded.silence is null or excluded.retired_at is not null
                        then null else mailbox.silent_since end""")
                .param(mailbox.organizer().value())
                .param(mailbox.code())
                .param(mailbox.address().text())
                .param(mailbox.address().key())
                .param(mailbox.language())
                .param(String.join("\n", mailbox.trustedServers()))
                .param(json(mailbox.imap()))
                .param(json(mailbox.smtp()))
                .param(mailbox.createdAt().atOffset(ZoneOffset.UTC))
                .param(mailbox.updatedAt().atOffset(ZoneOffset.UTC))
                .param(json(mailbox.silence()))
                .param(mailbox.retiredAt() == null ? null : mailbox.retiredAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    long readingVersion(OrganizerCode organizer) {
        return jdbc.sql("select version from reading_version where organizer = ?")
                .param(organizer.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void growReadingVersion(OrganizerCode organizer) {
        jdbc.sql("""
                insert into reading_version (organizer, version) values (?, 1)
                on conflict (organizer) do update set version = reading_version.version + 1""").param(organizer.value()).update();
    }

    /** Since when there is an alarm that no mail arrives, by the code of the mailbox. */
    Map<String, Instant> silentSince(OrganizerCode organizer) {
        Map<String, Instant> since = new HashMap<>();
        jdbc.sql("select code, silent_since from mailbox where organizer = ? and silent_since is not null")
                .param(organizer.value())
                .query(rs -> {
                    since.put(
                            rs.getString(1),
                            rs.getObject(2, OffsetDateTime.class).toInstant());
                });
        return since;
    }

    /** Whether there was no such alarm. */
    boolean fallsSilent(OrganizerCode organizer, String code, Instant now) {
        return jdbc.sql("""
                        update mailbox set silent_since = ?
                        where organizer = ? and code = ? and silent_since is null and retired_at is null""")
                        .param(now.atOffset(ZoneOffset.UTC))
                        .param(organizer.value())
                        .param(code)
                        .update()
                == 1;
    }

    /** Whether there was such an alarm. */
    boolean getsMailsAgain(OrganizerCode organizer, String code) {
        return jdbc.sql("""
                        update mailbox set silent_since = null
                        where organizer = ? and code = ? and silent_since is not null""").param(organizer.value()).param(code).update() == 1;
    }

    void saveImapSecret(OrganizerCode organizer, String code, byte @Nullable [] sealed) {
        jdbc.sql("update mailbox set imap_secret = ? where organizer = ? and code = ?")
                .param(sealed)
                .param(organizer.value())
                .param(code)
                .update();
    }

    void saveSmtpSecret(OrganizerCode organizer, String code, byte @Nullable [] sealed) {
        jdbc.sql("update mailbox set smtp_secret = ? where organizer = ? and code = ?")
                .param(sealed)
                .param(organizer.value())
                .param(code)
                .update();
    }

    Optional<byte[]> imapSecret(OrganizerCode organizer, String code) {
        return secret("select imap_secret from mailbox where organizer = ? and code = ?", organizer, code);
    }

    Optional<byte[]> smtpSecret(OrganizerCode organizer, String code) {
        return secret("select smtp_secret from mailbox where organizer = ? and code = ?", organizer, code);
    }

    private Optional<byte[]> secret(String sql, OrganizerCode organizer, String code) {
        return jdbc
                .sql(sql)
                .param(organizer.value())
                .param(code)
                .query((rs, row) -> Optional.ofNullable(rs.getBytes(1)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Mailbox mailbox(ResultSet rs, OrganizerCode organizer) throws SQLException {
        String imap = rs.getString(5);
        String smtp = rs.getString(6);
        String silence = rs.getString(9);
        OffsetDateTime retired = rs.getObject(10, OffsetDateTime.class);
        return new Mailbox(
                organizer,
                rs.getString(1),
                EmailAddress.parse(rs.getString(2)).orElseThrow(),
                rs.getString(3),
                rs.getString(4).lines().toList(),
                imap == null ? null : JSON.readValue(imap, ImapSettings.class),
                smtp == null ? null : JSON.readValue(smtp, SmtpSettings.class),
                silence == null ? null : JSON.readValue(silence, SilenceSettings.class),
                rs.getObject(7, OffsetDateTime.class).toInstant(),
                rs.getObject(8, OffsetDateTime.class).toInstant(),
                retired == null ? null : retired.toInstant());
    }

    private static @Nullable String json(@Nullable Object settings) {
        return settings == null ? null : JSON.writeValueAsString(settings);
    }
}
