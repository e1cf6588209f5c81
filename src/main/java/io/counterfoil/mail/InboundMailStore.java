package io.counterfoil.mail;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of mails that arrived. */
final class InboundMailStore {
    private static final String COLUMNS =
            "mail_id, mailbox, size, stored_at, same_id_other_bytes, state, taken_at, stage, error";

    private final JdbcClient jdbc;

    InboundMailStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A mail that was stored before. */
    record Known(UUID id, InboundMail.State state) {}

    boolean hasMailbox(OrganizerCode organizer, String mailbox) {
        return !jdbc.sql("select code from mailbox where organizer = ? and code = ?")
                .param(organizer.value())
                .param(mailbox)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Stores mail and bytes; false when the same mail is there. Waits for whoever stores the same one just now. */
    boolean add(OrganizerCode organizer, UUID id, String mailbox, byte[] raw, MailFingerprint print, Instant now) {
        int added = jdbc.sql("""
                        insert into inbound_mail (organizer, mail_id, sha256, content_hash, message_key, mailbox, size,
                            stored_at, same_id_other_bytes, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING')
                        on conflict do nothing""")
                .param(organizer.value())
                .param(id)
                .param(print.sha256())
                .param(print.content())
                .param(print.messageKey())
                .param(mailbox)
                .param((long) raw.length)
                .param(now.atOffset(ZoneOffset.UTC))
                .param(print.messageKey() != null && hasMessage(organizer, print.messageKey()))
                .update();
        if (added == 1) {
            jdbc.sql("insert into mail_raw (organizer, mail_id, raw) values (?, ?, ?)")
                    .param(organizer.value())
                    .param(id)
                    .param(raw)
                    .update();
        }
        return added == 1;
    }

    private boolean hasMessage(OrganizerCode organizer, String messageKey) {
        return !jdbc.sql("select mail_id from inbound_mail where organizer = ? and message_key = ? limit 1")
                .param(organizer.value())
                .param(messageKey)
                .query((rs, row) -> true)
                .list()
                .isEmpty();
    }

    /** The mail that has the same bytes, or the same content. */
    Optional<Known> known(OrganizerCode organizer, MailFingerprint print) {
        return jdbc.sql("""
                select mail_id, state from inbound_mail where organizer = ? and sha256 = ?
                union all
                select mail_id, state from inbound_mail where organizer = ? and content_hash = ?
                limit 1""")
                .param(organizer.value())
                .param(print.sha256())
                .param(organizer.value())
                .param(print.content())
                .query((rs, row) -> new Known(rs.getObject(1, UUID.class), InboundMail.State.valueOf(rs.getString(2))))
                .optional();
    }

    void addDelivery(OrganizerCode organizer, UUID mail, String mailbox, MailOrigin origin, Instant now) {
        MailOrigin.Imap imap = origin instanceof MailOrigin.Imap from ? from : null;
        jdbc.sql("""
                insert into mail_delivery (organizer, mail_id, mailbox, origin, uid_validity, uid, delivered_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing""")
                .param(organizer.value())
                .param(mail)
                .param(mailbox)
                .param(word(origin))
                .param(imap == null ? null : imap.uidValidity())
                .param(imap == null ? null : imap.uid())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<InboundMail> find(OrganizerCode organizer, UUID mail) {
        return jdbc.sql("select " + COLUMNS + " from inbound_mail where organizer = ? and mail_id = ?")
                .param(organizer.value())
                .param(mail)
                .query((rs, row) -> mail(rs))
                .optional();
    }

    Optional<byte[]> raw(OrganizerCode organizer, UUID mail) {
        return jdbc.sql("select raw from mail_raw where organizer = ? and mail_id = ?")
                .param(organizer.value())
                .param(mail)
                .query((rs, row) -> rs.getBytes(1))
                .optional();
    }

    List<UUID> waiting(OrganizerCode organizer, Instant until, int limit) {
        return jdbc.sql("""
                select mail_id from inbound_mail where organizer = ? and state = 'WAITING' and stored_at <= ?
                order by stored_at, mail_id limit ?""")
                .param(organizer.value())
                .param(until.atOffset(ZoneOffset.UTC))
                .param(limit)
                .query((rs, row) -> rs.getObject(1, UUID.class))
                .list();
    }

    List<InboundMail> failed(OrganizerCode organizer, UUID after, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from inbound_mail where organizer = ? and state = 'FAILED' and mail_id > ? order by mail_id limit ?""")
                .param(organizer.value())
                .param(after)
                .param(limit)
                .query((rs, row) -> mail(rs))
                .list();
    }

    boolean taken(OrganizerCode organizer, UUID mail, Instant now) {
        return jdbc.sql("""
                        update inbound_mail set state = 'TAKEN', taken_at = ?, stage = null, error = null, tries = tries + 1
                        where organizer = ? and mail_id = ? and state <> 'TAKEN'""")
                        .param(now.atOffset(ZoneOffset.UTC))
                        .param(organizer.value())
                        .param(mail)
                        .update()
                == 1;
    }

    void fail(OrganizerCode organizer, UUID mail, String stage, String error) {
        jdbc.sql("""
                update inbound_mail set state = 'FAILED', stage = ?, error = ?, tries = tries + 1
                where organizer = ? and mail_id = ? and state <> 'TAKEN'""")
                .param(stage)
                .param(error)
                .param(organizer.value())
                .param(mail)
                .update();
    }

    private static InboundMail mail(ResultSet rs) throws SQLException {
        OffsetDateTime taken = rs.getObject(7, OffsetDateTime.class);
        return new InboundMail(
                rs.getObject(1, UUID.class),
                rs.getString(2),
                rs.getLong(3),
                instant(rs.getObject(4, OffsetDateTime.class)),
                rs.getBoolean(5),
                InboundMail.State.valueOf(rs.getString(6)),
                taken == null ? null : instant(taken),
                rs.getString(8),
                rs.getString(9));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }

    private static String word(MailOrigin origin) {
        return switch (origin) {
            case MailOrigin.Push push -> "PUSH";
            case MailOrigin.Pipe pipe -> "PIPE";
            case MailOrigin.Imap imap -> "IMAP";
        };
    }
}
