package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.DeskTools.BegunCase;
import io.counterfoil.helpdesk.DeskTools.CannedAnswer;
import io.counterfoil.helpdesk.DeskTools.Draft;
import io.counterfoil.helpdesk.DeskTools.Presence;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of what agents work with. */
final class DeskToolStore {
    private final JdbcTemplate jdbc;

    DeskToolStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    List<CannedAnswer> cannedAnswers(OrganizerCode organizer) {
        return jdbc.query(
                """
                select answer_id, language, title, body from canned_answer where organizer = ?
                order by lower(title), answer_id""",
                (rs, row) -> new CannedAnswer(
                        rs.getObject(1, UUID.class), rs.getString(2), rs.getString(3), rs.getString(4)),
                organizer.value());
    }

    void save(OrganizerCode organizer, CannedAnswer answer, Instant at, String actor) {
        jdbc.update(
                """
                insert into canned_answer (organizer, answer_id, language, title, body, changed_at, changed_by)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, answer_id) do update set language = excluded.language, title = excluded.title,
                    body = excluded.body, changed_at = excluded.changed_at, changed_by = excluded.changed_by""", organizer.value(), answer.id(), answer.language(), answer.title(), answer.text(), utc(at), actor);
    }

    boolean deleteCannedAnswer(OrganizerCode organizer, UUID id) {
        return jdbc.update("delete from canned_answer where organizer = ? and answer_id = ?", organizer.value(), id)
                == 1;
    }

    Optional<Draft> draft(OrganizerCode organizer, CaseNumber number, String login) {
        return jdbc
                .query(
                        """
                        select kind, to_text, cc_text, bcc_text, body, saved_at from case_draft
                        where organizer = ? and number = ? and login = ?""",
                        (rs, row) -> new Draft(
                                DeskTools.DraftKind.valueOf(rs.getString(1)),
                                rs.getString(2),
                                rs.getString(3),
                                rs.getString(4),
                                rs.getString(5),
                                rs.getObject(6, OffsetDateTime.class).toInstant()),
                        organizer.value(),
                        number.value(),
                        login)
                .stream()
                .findFirst();
    }

    void keepDraft(OrganizerCode organizer, CaseNumber number, String login, Draft draft, Instant at) {
        jdbc.update(
                """
                insert into case_draft (organizer, number, login, kind, to_text, cc_text, bcc_text, body, saved_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, number, login) do update set kind = excluded.kind, to_text = excluded.to_text,
                    cc_text = excluded.cc_text, bcc_text = excluded.bcc_text, body = excluded.body,
                    saved_at = excluded.saved_at""",
                organizer.value(),
                number.value(),
                login,
                draft.kind().name(),
                draft.to(),
                draft.cc(),
                draft.bcc(),
                draft.text(),
                utc(at));
    }

    Optional<BegunCase> begunCase(OrganizerCode organizer, String login) {
        return jdbc
                .query(
                        """
                        select channel, type, priority, subject, body, email, mailbox, saved_at from begun_case
                        where organizer = ? and login = ?""",
                        (rs, row) -> new BegunCase(
                                rs.getString(1),
                                rs.getString(2),
                                rs.getString(3),
                                rs.getString(4),
                                rs.getString(5),
                                rs.getString(6),
                                rs.getString(7),
                                rs.getObject(8, OffsetDateTime.class).toInstant()),
                        organizer.value(),
                        login)
                .stream()
                .findFirst();
    }

    void keepBegunCase(OrganizerCode organizer, String login, BegunCase begun, Instant at) {
        jdbc.update(
                """
                insert into begun_case (organizer, login, channel, type, priority, subject, body, email, mailbox, saved_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, login) do update set channel = excluded.channel, type = excluded.type,
                    priority = excluded.priority, subject = excluded.subject, body = excluded.body, email = excluded.email,
                    mailbox = excluded.mailbox, saved_at = excluded.saved_at""",
                organizer.value(),
                login,
                stored(begun.channel()),
                stored(begun.type()),
                stored(begun.priority()),
                stored(begun.subject()),
                stored(begun.text()),
                stored(begun.email()),
                stored(begun.mailbox()),
                utc(at));
    }

    /** Browsers send what is typed, whatever that is. */
    private static String stored(String typed) {
        return typed.replace("\0", "");
    }

    void dropBegunCase(OrganizerCode organizer, String login) {
        jdbc.update("delete from begun_case where organizer = ? and login = ?", organizer.value(), login);
    }

    void dropDraft(OrganizerCode organizer, CaseNumber number, String login) {
        jdbc.update(
                "delete from case_draft where organizer = ? and number = ? and login = ?",
                organizer.value(),
                number.value(),
                login);
    }

    void seen(OrganizerCode organizer, CaseNumber number, Presence presence) {
        jdbc.update(
                """
                insert into case_presence (organizer, number, login, name, writing, seen_at) values (?, ?, ?, ?, ?, ?)
                on conflict (organizer, number, login) do update set name = excluded.name, writing = excluded.writing,
                    seen_at = excluded.seen_at""",
                organizer.value(),
                number.value(),
                presence.login(),
                presence.name(),
                presence.writing(),
                utc(presence.seenAt()));
    }

    List<Presence> others(OrganizerCode organizer, CaseNumber number, String login, Instant after) {
        return jdbc.query(
                """
                select login, name, writing, seen_at from case_presence
                where organizer = ? and number = ? and login <> ? and seen_at > ? order by name, login""",
                (rs, row) -> new Presence(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getBoolean(3),
                        rs.getObject(4, OffsetDateTime.class).toInstant()),
                organizer.value(),
                number.value(),
                login,
                utc(after));
    }

    void gone(OrganizerCode organizer, CaseNumber number, String login) {
        jdbc.update(
                "delete from case_presence where organizer = ? and number = ? and login = ?",
                organizer.value(),
                number.value(),
                login);
    }

    List<String> watchers(OrganizerCode organizer, CaseNumber number) {
        return jdbc.queryForList(
                "select login from case_watcher where organizer = ? and number = ? order by login",
                String.class,
                organizer.value(),
                number.value());
    }

    void watch(OrganizerCode organizer, CaseNumber number, String login, boolean watches, Instant at) {
        if (watches) {
            jdbc.update(
                    "insert into case_watcher (organizer, number, login, since) values (?, ?, ?, ?) on conflict do nothing",
                    organizer.value(),
                    number.value(),
                    login,
                    utc(at));
        } else {
            jdbc.update(
                    "delete from case_watcher where organizer = ? and number = ? and login = ?",
                    organizer.value(),
                    number.value(),
                    login);
        }
    }

    void forget(OrganizerCode organizer, Instant seenBefore, Instant savedBefore) {
        jdbc.update(
                "delete from case_presence where organizer = ? and seen_at < ?", organizer.value(), utc(seenBefore));
        jdbc.update("delete from case_draft where organizer = ? and saved_at < ?", organizer.value(), utc(savedBefore));
        jdbc.update("delete from begun_case where organizer = ? and saved_at < ?", organizer.value(), utc(savedBefore));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
