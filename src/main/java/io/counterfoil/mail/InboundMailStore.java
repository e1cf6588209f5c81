package io.counterfoil.mail;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of mails that arrived. */
final class InboundMailStore {
    private static final String COLUMNS =
            "mail_id, mailbox, size, stored_at, same_id_other_bytes, state, taken_at, stage, error ";

    private static final String ADD = """
            with box as (
                select code, exists (select from inbound_mail s
                    where s.organizer = ? and s.message_key = ?::text) as same_id
                from mailbox where organizer = ? and code = ?
            ), added as (
                insert into inbound_mail (organizer, mail_id, sha256, content_hash, message_key, mailbox, size, stored_at,
                    same_id_other_bytes, state)
                select ?, ?, ?, ?, ?, code, ?, ?, same_id, 'WAITING' from box
                on conflict do nothing returning mail_id
            ), bytes as (
                insert into mail_raw (organizer, mail_id, raw) select ?, mail_id, ? from added
            ), delivery as (
                insert into mail_delivery (organizer, mail_id, mailbox, origin, uid_validity, uid, delivered_at)
                select ?, mail_id, ?, ?, ?::bigint, ?::bigint, ? from added
            )
            select exists (select from box), coalesce((select same_id from box), false), exists (select from added)""";

    private final JdbcClient jdbc;

    InboundMailStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A mail that was stored before. */
    record Known(UUID id, InboundMail.State state) {}

    /** A mail that may be new. */
    record New(UUID id, String mailbox, byte[] raw, MailFingerprint print, Instant at) {}

    /**
     * What was stored.
     *
     * @param mailbox whether there is such a mailbox
     * @param sameId whether another mail came before under the Message-ID
     * @param mail false: the mail was there before
     */
    record Added(boolean mailbox, boolean sameId, boolean mail) {}

    /** Stores mail, bytes and delivery with one statement. Waits for whoever stores the same mail just now. */
    Added add(OrganizerCode organizer, New mail, MailOrigin origin) {
        MailOrigin.Imap imap = origin instanceof MailOrigin.Imap from ? from : null;
        return jdbc.sql(ADD)
                .param(organizer.value())
                .param(mail.print().messageKey())
                .param(organizer.value())
                .param(mail.mailbox())
                .param(organizer.value())
                .param(mail.id())
                .param(mail.print().sha256())
                .param(mail.print().content())
                .param(mail.print().messageKey())
                .param((long) mail.raw().length)
                .param(mail.at().atOffset(ZoneOffset.UTC))
                .param(organizer.value())
                .param(mail.raw())
                .param(organizer.value())
                .param(mail.mailbox())
                .param(word(origin))
                .param(imap == null ? null : imap.uidValidity())
                .param(imap == null ? null : imap.uid())
                .param(mail.at().atOffset(ZoneOffset.UTC))
                .query((rs, row) -> new Added(rs.getBoolean(1), rs.getBoolean(2), rs.getBoolean(3)))
                .single();
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

    List<String> messageKeys(OrganizerCode organizer, Collection<UUID> mails) {
        return jdbc.sql("""
                select message_key from inbound_mail
                where organizer = ? and mail_id = any(?::uuid[]) and message_key is not null""")
                .param(organizer.value())
                .param(mails.toArray(UUID[]::new))
                .query((rs, row) -> rs.getString(1))
                .list();
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

    /** @param mailbox null: any */
    List<InboundMail> latest(OrganizerCode organizer, @Nullable String mailbox, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from inbound_mail where organizer = ? and (?::text is null or mailbox = ?)
                order by mail_id desc limit ?""")
                .param(organizer.value())
                .param(mailbox)
                .param(mailbox)
                .param(limit)
                .query((rs, row) -> mail(rs))
                .list();
    }

    /** By mailbox; those that had no mail are left out. */
    Map<String, Instant> lastArrivals(OrganizerCode organizer) {
        Map<String, Instant> last = new HashMap<>();
        jdbc.sql("""
                        select m.code, d.delivered_at from mailbox m, lateral (
                            select delivered_at from mail_delivery
                            where organizer = m.organizer and mailbox = m.code
                            order by delivered_at desc limit 1) d
                        where m.organizer = ?""").param(organizer.value()).query(rs -> {
            last.put(rs.getString(1), rs.getObject(2, OffsetDateTime.class).toInstant());
        });
        return last;
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
