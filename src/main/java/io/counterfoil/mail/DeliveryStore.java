package io.counterfoil.mail;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of mails that go out from mailboxes. */
final class DeliveryStore {
    private static final String COLUMNS = """
            d.mail_id, m.case_number, m.purpose, m.about, d.address, d.role, d.mailbox, d.message_id, d.state, d.tries, d.state_at, d.answer""";
    private static final String JOINED =
            " from outbound_delivery d join outbound_mail m on m.organizer = d.organizer and m.mail_id = d.mail_id ";

    private final JdbcTemplate jdbc;

    DeliveryStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** A mail as it is stored, without its recipients. */
    record Stored(
            UUID id,
            String fromName,
            String subject,
            String text,
            String html,
            AutoSubmitted autoSubmitted,
            Instant at) {}

    /** A mail that is to be sent now. */
    record Due(Delivery delivery, String name, List<String> thread) {}

    void add(
            OrganizerCode organizer, UUID id, MailboxMail mail, Function<MailRecipient, String> messageId, Instant at) {
        jdbc.update(
                """
                insert into outbound_mail (organizer, mail_id, mailbox, case_number, purpose, about, auto_submitted, from_name,
                    subject, body_text, body_html, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                organizer.value(),
                id,
                mail.mailbox(),
                mail.caseNumber().value(),
                mail.purpose().name(),
                mail.about(),
                mail.autoSubmitted() == AutoSubmitted.NO
                        ? null
                        : mail.autoSubmitted().name(),
                mail.fromName(),
                mail.subject(),
                mail.text(),
                mail.html(),
                utc(at));
        for (int i = 0; i < mail.files().size(); i++) {
            OutgoingFile file = mail.files().get(i);
            jdbc.update("""
                    insert into outbound_file (organizer, mail_id, number, filename, content_type, content)
                    values (?, ?, ?, ?, ?, ?)""", organizer.value(), id, i + 1, file.filename(), file.contentType(), file.content());
        }
        addDeliveries(organizer, id, mail, messageId, at);
    }

    private void addDeliveries(
            OrganizerCode organizer, UUID id, MailboxMail mail, Function<MailRecipient, String> messageId, Instant at) {
        List<MailRecipient> to = mail.recipients();
        jdbc.update(
                """
                insert into outbound_delivery (organizer, mail_id, address_key, address, name, role, mailbox, message_id, thread,
                    state, next_try_at, state_at)
                select ?, ?, address_key, address, name, role, ?, message_id, thread, 'WAITING', ?, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as r (address_key, address, name, role, message_id, thread)
                on conflict (organizer, mail_id, address_key) do nothing""",
                organizer.value(),
                id,
                mail.mailbox(),
                utc(at),
                utc(at),
                column(to, each -> each.address().key()),
                column(to, each -> each.address().text()),
                column(to, MailRecipient::name),
                column(to, each -> each.role().name()),
                column(to, messageId),
                column(to, each -> String.join(" ", each.thread())));
    }

    private static String[] column(List<MailRecipient> recipients, Function<MailRecipient, String> member) {
        return recipients.stream().map(member).toArray(String[]::new);
    }

    /** Mailboxes with mails that are due. */
    List<String> due(OrganizerCode organizer, Instant now) {
        return jdbc.queryForList("""
                select distinct mailbox from outbound_delivery where organizer = ? and state = 'WAITING' and next_try_at <= ?""", String.class, organizer.value(), utc(now));
    }

    /** Takes the mails of a mailbox that have waited longest, for nobody else until the given time. */
    List<Due> claim(OrganizerCode organizer, String mailbox, Instant now, Instant until, int limit) {
        return jdbc.query(
                """
                with due as (select mail_id, address_key from outbound_delivery
                        where organizer = ? and mailbox = ? and state = 'WAITING' and next_try_at <= ?
                        order by next_try_at, mail_id, address_key limit ? for update skip locked),
                    claimed as (update outbound_delivery d set tries = d.tries + 1, next_try_at = ?
                        from due where d.organizer = ? and d.mail_id = due.mail_id and d.address_key = due.address_key
                        returning d.*)
                select %s, d.name, d.thread from claimed d
                join outbound_mail m on m.organizer = ? and m.mail_id = d.mail_id order by d.mail_id, d.address_key""".formatted(COLUMNS),
                (rs, row) -> new Due(
                        delivery(rs),
                        rs.getString(13),
                        rs.getString(14).isEmpty()
                                ? List.of()
                                : List.of(rs.getString(14).split(" ", -1))),
                organizer.value(),
                mailbox,
                utc(now),
                limit,
                utc(until),
                organizer.value(),
                organizer.value());
    }

    Stored mail(OrganizerCode organizer, UUID id) {
        return jdbc.query(
                        """
                        select mail_id, from_name, subject, body_text, body_html, auto_submitted, created_at from outbound_mail
                        where organizer = ? and mail_id = ?""",
                        (rs, row) -> new Stored(
                                rs.getObject(1, UUID.class),
                                rs.getString(2),
                                rs.getString(3),
                                rs.getString(4),
                                rs.getString(5),
                                rs.getString(6) == null ? AutoSubmitted.NO : AutoSubmitted.valueOf(rs.getString(6)),
                                rs.getObject(7, OffsetDateTime.class).toInstant()),
                        organizer.value(),
                        id)
                .getFirst();
    }

    List<OutgoingFile> files(OrganizerCode organizer, UUID id) {
        return jdbc.query(
                "select filename, content_type, content from outbound_file where organizer = ? and mail_id = ? order by number",
                (rs, row) -> new OutgoingFile(rs.getString(1), rs.getString(2), rs.getBytes(3)),
                organizer.value(),
                id);
    }

    /** Those whom a mail names in To and Cc. */
    List<MailRecipient> named(OrganizerCode organizer, UUID id) {
        return jdbc.query(
                """
                select role, address, name from outbound_delivery
                where organizer = ? and mail_id = ? and role in ('TO', 'CC') order by role desc, address_key""",
                (rs, row) -> new MailRecipient(
                        MailRecipient.Role.valueOf(rs.getString(1)),
                        EmailAddress.parse(rs.getString(2)).orElseThrow(),
                        rs.getString(3),
                        List.of()),
                organizer.value(),
                id);
    }

    void sent(OrganizerCode organizer, Delivery delivery, Instant at, String answer) {
        state(organizer, delivery, DeliveryState.SENT, at, answer);
    }

    Delivery end(OrganizerCode organizer, Delivery delivery, DeliveryState state, String answer, Instant at) {
        state(organizer, delivery, state, at, answer);
        return new Delivery(
                delivery.mailId(),
                delivery.caseNumber(),
                delivery.purpose(),
                delivery.about(),
                delivery.address(),
                delivery.role(),
                delivery.mailbox(),
                delivery.messageId(),
                state,
                delivery.tries(),
                at,
                answer);
    }

    private void state(OrganizerCode organizer, Delivery delivery, DeliveryState state, Instant at, String answer) {
        jdbc.update(
                """
                update outbound_delivery set state = ?, state_at = ?, answer = ?
                where organizer = ? and mail_id = ? and address_key = ?""",
                state.name(),
                utc(at),
                answer,
                organizer.value(),
                delivery.mailId(),
                delivery.address().key());
    }

    void later(OrganizerCode organizer, Delivery delivery, Instant next, String answer) {
        jdbc.update(
                """
                update outbound_delivery set next_try_at = ?, answer = ?
                where organizer = ? and mail_id = ? and address_key = ?""",
                utc(next),
                answer,
                organizer.value(),
                delivery.mailId(),
                delivery.address().key());
    }

    /** Gives back what was claimed and not tried. */
    void release(OrganizerCode organizer, Delivery delivery, Instant now) {
        jdbc.update(
                """
                update outbound_delivery set next_try_at = ?, tries = tries - 1
                where organizer = ? and mail_id = ? and address_key = ?""",
                utc(now),
                organizer.value(),
                delivery.mailId(),
                delivery.address().key());
    }

    List<Delivery> ofMails(OrganizerCode organizer, Collection<UUID> mails) {
        return jdbc.query(
                "select " + COLUMNS + JOINED
                        + "where d.organizer = ? and d.mail_id = any(?) order by d.mail_id, d.address_key",
                (rs, row) -> delivery(rs),
                organizer.value(),
                mails.toArray(UUID[]::new));
    }

    List<Delivery> ofAddresses(OrganizerCode organizer, Collection<EmailAddress> addresses, int limit) {
        return jdbc.query(
                "select " + COLUMNS + JOINED
                        + "where d.organizer = ? and d.address_key = any(?) order by d.mail_id desc limit ?",
                (rs, row) -> delivery(rs),
                organizer.value(),
                keys(addresses),
                limit);
    }

    List<Deliveries.Written> written(OrganizerCode organizer, CaseNumber number, EmailAddress address) {
        return jdbc.query(
                "select d.mail_id, d.message_id" + JOINED
                        + "where d.organizer = ? and d.address_key = ? and m.case_number = ? order by d.mail_id",
                (rs, row) -> new Deliveries.Written(rs.getObject(1, UUID.class), rs.getString(2)),
                organizer.value(),
                address.key(),
                number.value());
    }

    List<Delivery> ofCase(OrganizerCode organizer, CaseNumber number) {
        return jdbc.query(
                "select " + COLUMNS + JOINED
                        + "where m.organizer = ? and m.case_number = ? order by d.mail_id, d.address_key",
                (rs, row) -> delivery(rs),
                organizer.value(),
                number.value());
    }

    /** Whoever was erased is written to no more; of several rows of his in one mail one stays. */
    void erase(OrganizerCode organizer, Collection<EmailAddress> addresses, EmailAddress standIn) {
        String[] keys = keys(addresses);
        jdbc.update("""
                delete from outbound_delivery d where d.organizer = ? and d.address_key = any(?)
                    and (d.state = 'WAITING' or exists (select from outbound_delivery o where o.organizer = d.organizer
                        and o.mail_id = d.mail_id
                        and (o.address_key = ? or o.address_key = any(?) and o.address_key < d.address_key)))""", organizer.value(), keys, standIn.key(), keys);
        jdbc.update("""
                update outbound_mail m set body_text = '', body_html = '', subject = '' where m.organizer = ?
                    and m.mail_id in (select d.mail_id from outbound_delivery d
                        where d.organizer = ? and d.address_key = any(?) and d.role = 'TO')""", organizer.value(), organizer.value(), keys);
        jdbc.update("""
                delete from outbound_file f where f.organizer = ?
                    and f.mail_id in (select d.mail_id from outbound_delivery d
                        where d.organizer = ? and d.address_key = any(?) and d.role = 'TO')""", organizer.value(), organizer.value(), keys);
        jdbc.update("""
                update outbound_delivery set address = ?, address_key = ?, name = '', answer = null
                where organizer = ? and address_key = any(?)""", standIn.text(), standIn.key(), organizer.value(), keys);
    }

    private static String[] keys(Collection<EmailAddress> addresses) {
        return addresses.stream().map(EmailAddress::key).toArray(String[]::new);
    }

    private static Delivery delivery(ResultSet rs) throws SQLException {
        return new Delivery(
                rs.getObject(1, UUID.class),
                new CaseNumber(rs.getLong(2)),
                MailPurpose.valueOf(rs.getString(3)),
                rs.getObject(4, UUID.class),
                EmailAddress.parse(rs.getString(5)).orElseThrow(),
                MailRecipient.Role.valueOf(rs.getString(6)),
                rs.getString(7),
                rs.getString(8),
                DeliveryState.valueOf(rs.getString(9)),
                rs.getInt(10),
                rs.getObject(11, OffsetDateTime.class).toInstant(),
                rs.getString(12));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
