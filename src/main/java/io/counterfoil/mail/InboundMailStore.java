package io.counterfoil.mail;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of mails that arrived. */
final class InboundMailStore {
    private static final String COLUMNS =
            "mail_id, mailbox, size, stored_at, same_id_other_bytes, state, taken_at, stage, error, subject, sender ";

    // an index tells each Message-ID, however many mails there are: the limit keeps PostgreSQL from reading all of them
    // at once
    private static final String ADD = """
            with given as (
                select * from unnest(?::uuid[], ?::text[], ?::bytea[], ?::bytea[], ?::text[], ?::bigint[], ?::timestamptz[],
                    ?::boolean[], ?::bytea[], ?::text[], ?::bigint[], ?::bigint[]) with ordinality as g (mail_id, mailbox,
                    sha256, content_hash, message_key, size, stored_at, same_here, raw, origin, uid_validity, uid, n)
            ), box as (
                select g.mail_id, g.same_here or s.found is not null as same_id
                from given g join mailbox b on b.organizer = ? and b.code = g.mailbox and b.retired_at is null
                    left join lateral (select true as found from inbound_mail i
                        where i.organizer = ? and i.message_key = g.message_key limit 1) s on true
            ), added as (
                insert into inbound_mail (organizer, mail_id, sha256, content_hash, message_key, mailbox, size, stored_at,
                    same_id_other_bytes, state)
                select ?, g.mail_id, g.sha256, g.content_hash, g.message_key, g.mailbox, g.size, g.stored_at, b.same_id, 'WAITING'
                from given g join box b on b.mail_id = g.mail_id order by g.n
                on conflict do nothing returning mail_id
            ), bytes as (
                insert into mail_raw (organizer, mail_id, raw)
                select ?, g.mail_id, g.raw from given g join added a on a.mail_id = g.mail_id
            ), delivery as (
                insert into mail_delivery (organizer, mail_id, mailbox, origin, uid_validity, uid, delivered_at)
                select ?, g.mail_id, g.mailbox, g.origin, g.uid_validity, g.uid, g.stored_at
                from given g join added a on a.mail_id = g.mail_id
            )
            select b.mail_id is not null, coalesce(b.same_id, false), a.mail_id is not null
            from given g left join box b on b.mail_id = g.mail_id left join added a on a.mail_id = g.mail_id
            order by g.n""";

    private final JdbcTemplate rows;
    private final JdbcClient jdbc;

    InboundMailStore(DataSource dataSource) {
        this.rows = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(rows);
    }

    /** A mail that was stored before. */
    record Known(UUID id, InboundMail.State state) {}

    /** A mail that may be new. */
    record New(UUID id, String mailbox, byte[] raw, MailFingerprint print, Instant at, MailOrigin origin) {
        private @Nullable Long uidValidity() {
            return origin instanceof MailOrigin.Imap from ? from.uidValidity() : null;
        }

        private @Nullable Long uid() {
            return origin instanceof MailOrigin.Imap from ? from.uid() : null;
        }
    }

    /**
     * What was stored.
     *
     * @param mailbox whether there is such a mailbox
     * @param sameId whether another mail came before under the Message-ID
     * @param mail false: the mail was there before
     */
    record Added(boolean mailbox, boolean sameId, boolean mail) {}

    /**
     * Stores mails, their bytes and deliveries with one statement; what came of each, in their order. Waits for whoever stores one of
     * these mails just now.
     */
    List<Added> add(OrganizerCode organizer, List<New> mails) {
        Set<String> keys = new HashSet<>();
        List<Boolean> same = mails.stream()
                .map(mail -> mail.print().messageKey() != null
                        && !keys.add(mail.print().messageKey()))
                .toList();
        return rows.query(
                ADD,
                ps -> {
                    set(ps, 1, "uuid", mails, New::id);
                    set(ps, 2, "text", mails, New::mailbox);
                    set(
                            ps,
                            3,
                            "bytea",
                            mails.stream().map(mail -> mail.print().sha256()).toArray(byte[][]::new));
                    set(
                            ps,
                            4,
                            "bytea",
                            mails.stream().map(mail -> mail.print().content()).toArray(byte[][]::new));
                    set(ps, 5, "text", mails, mail -> mail.print().messageKey());
                    set(ps, 6, "bigint", mails, mail -> (long) mail.raw().length);
                    set(ps, 7, "timestamptz", mails, New::at);
                    set(ps, 8, "boolean", same.toArray());
                    set(ps, 9, "bytea", mails.stream().map(New::raw).toArray(byte[][]::new));
                    set(ps, 10, "text", mails, mail -> word(mail.origin()));
                    set(ps, 11, "bigint", mails, New::uidValidity);
                    set(ps, 12, "bigint", mails, New::uid);
                    for (int each = 13; each <= 17; each++) {
                        ps.setString(each, organizer.value());
                    }
                },
                (rs, row) -> new Added(rs.getBoolean(1), rs.getBoolean(2), rs.getBoolean(3)));
    }

    private static void set(
            PreparedStatement ps, int place, String type, List<New> mails, Function<New, @Nullable Object> member)
            throws SQLException {
        @Nullable Object[] values = new Object[mails.size()];
        Arrays.setAll(values, row -> member.apply(mails.get(row)));
        set(ps, place, type, values);
    }

    private static void set(PreparedStatement ps, int place, String type, @Nullable Object[] values)
            throws SQLException {
        ps.setArray(place, ps.getConnection().createArrayOf(type, values));
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

    /** Another delivery of a mail that is there by that id. */
    void addDelivery(OrganizerCode organizer, UUID mail, New delivered) {
        jdbc.sql("""
                insert into mail_delivery (organizer, mail_id, mailbox, origin, uid_validity, uid, delivered_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing""")
                .param(organizer.value())
                .param(mail)
                .param(delivered.mailbox())
                .param(word(delivered.origin()))
                .param(delivered.uidValidity())
                .param(delivered.uid())
                .param(delivered.at().atOffset(ZoneOffset.UTC))
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

    List<InboundMail> failedWith(OrganizerCode organizer, String text, int limit) {
        return jdbc.sql("select " + COLUMNS + """

                from inbound_mail where organizer = ? and words @@
                    (websearch_to_tsquery('english', ?) || websearch_to_tsquery('french', ?))
                order by mail_id desc limit ?""")
                .param(organizer.value())
                .param(text)
                .param(text)
                .param(limit)
                .query((rs, row) -> mail(rs))
                .list();
    }

    /** Those that nobody had taken. */
    Set<UUID> taken(OrganizerCode organizer, Collection<UUID> mails, Instant now) {
        return jdbc.sql("""
                update inbound_mail set state = 'TAKEN', taken_at = ?, stage = null, error = null, words = null,
                    subject = null, sender = null, sender_key = null, tries = tries + 1
                where organizer = ? and mail_id = any(?::uuid[]) and state <> 'TAKEN'
                returning mail_id""")
                .param(now.atOffset(ZoneOffset.UTC))
                .param(organizer.value())
                .param(mails.toArray(UUID[]::new))
                .query((rs, row) -> rs.getObject(1, UUID.class))
                .set();
    }

    void fail(OrganizerCode organizer, UUID mail, String stage, String error, FailedMail known) {
        jdbc.sql("""
                update inbound_mail set state = 'FAILED', stage = ?, error = ?, tries = tries + 1, subject = ?, sender = ?,
                    sender_key = ?, words = to_tsvector('english', ?) || to_tsvector('french', ?)
                where organizer = ? and mail_id = ? and state <> 'TAKEN'""")
                .param(stage)
                .param(error)
                .param(known.subject())
                .param(known.sender())
                .param(known.address() == null ? null : known.address().key())
                .param(known.searched())
                .param(known.searched())
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
                rs.getString(9),
                rs.getString(10),
                rs.getString(11));
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
