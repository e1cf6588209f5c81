package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of the texts of outgoing mails. */
final class TemplateStore {
    private final JdbcTemplate jdbc;

    TemplateStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** What an organizer wrote itself. */
    List<MailTemplates.Written> written(OrganizerCode organizer) {
        return jdbc.query("""
                select event, language, subject, body, changed_at, changed_by from mail_template
                where organizer = ? order by event, language""", (rs, row) -> written(rs), organizer.value());
    }

    Optional<MailTemplates.Written> find(OrganizerCode organizer, MailEvent event, String language) {
        return jdbc.query("""
                        select event, language, subject, body, changed_at, changed_by from mail_template
                        where organizer = ? and event = ? and language = ?""", (rs, row) -> written(rs), organizer.value(), event.name(), language).stream()
                .findFirst();
    }

    void save(OrganizerCode organizer, MailTemplates.Written written) {
        jdbc.update(
                """
                insert into mail_template (organizer, event, language, subject, body, changed_at, changed_by)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, event, language) do update set subject = excluded.subject, body = excluded.body,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by""",
                organizer.value(),
                written.event().name(),
                written.language(),
                written.template().subject(),
                written.template().text(),
                utc(written.changedAt()),
                written.changedBy());
    }

    boolean delete(OrganizerCode organizer, MailEvent event, String language) {
        return jdbc.update(
                        "delete from mail_template where organizer = ? and event = ? and language = ?",
                        organizer.value(),
                        event.name(),
                        language)
                == 1;
    }

    Optional<MailBrand> brand(OrganizerCode organizer, String mailbox, String language) {
        return jdbc
                .query(
                        """
                        select language, display_name, signature, colour from mail_brand
                        where organizer = ? and mailbox = ? and language = ?""",
                        (rs, row) -> new MailBrand(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4)),
                        organizer.value(),
                        mailbox,
                        language)
                .stream()
                .findFirst();
    }

    void saveBrand(OrganizerCode organizer, String mailbox, MailBrand brand, Instant at, String actor) {
        jdbc.update(
                """
                insert into mail_brand (organizer, mailbox, language, display_name, signature, colour, changed_at, changed_by)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, mailbox, language) do update set display_name = excluded.display_name,
                    signature = excluded.signature, colour = excluded.colour, changed_at = excluded.changed_at,
                    changed_by = excluded.changed_by""",
                organizer.value(),
                mailbox,
                brand.language(),
                brand.displayName(),
                brand.signature(),
                brand.colour(),
                utc(at),
                actor);
    }

    private static MailTemplates.Written written(ResultSet rs) throws SQLException {
        return new MailTemplates.Written(
                MailEvent.valueOf(rs.getString(1)),
                rs.getString(2),
                new MailTemplate(rs.getString(3), rs.getString(4)),
                rs.getObject(5, OffsetDateTime.class).toInstant(),
                rs.getString(6));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
