package io.counterfoil.imap;

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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of the tables imap_reader and imap_after. Every method works within the caller's transaction of the organizer. */
final class ImapStore {
    private final JdbcClient jdbc;

    ImapStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Takes mailboxes that nobody holds any more, and holds on to one's own; answers all that the node holds, with fencing. */
    Map<String, Long> hold(
            OrganizerCode organizer, Collection<String> mailboxes, String node, Instant now, Instant until) {
        Map<String, Long> held = new HashMap<>();
        jdbc.sql("""
                insert into imap_reader (organizer, mailbox, node, fencing, held_until, watched_since)
                select ?, mailbox, ?, 1, ?, ? from unnest(?::text[]) as asked (mailbox) order by mailbox
                on conflict (organizer, mailbox) do update set node = excluded.node, held_until = excluded.held_until,
                    fencing = imap_reader.fencing + case when imap_reader.node = excluded.node then 0 else 1 end,
                    watched_since = case when imap_reader.node = '' then excluded.watched_since
                        else imap_reader.watched_since end
                    where imap_reader.node = excluded.node or imap_reader.held_until < excluded.watched_since
                returning mailbox, fencing""")
                .params(organizer.value(), node, utc(until), utc(now), mailboxes.toArray(String[]::new))
                .query(rs -> {
                    held.put(rs.getString(1), rs.getLong(2));
                });
        return held;
    }

    /** Lets go of what a node holds, so that others need not wait. */
    void release(OrganizerCode organizer, String node) {
        jdbc.sql("update imap_reader set held_until = '-infinity' where organizer = ? and node = ?")
                .params(organizer.value(), node)
                .update();
    }

    /** @param place which folder of which account: the position in another one counts for nothing */
    Optional<Position> position(ReaderLease lease, String place) {
        return jdbc.sql("""
                select uid_validity, uid, backlog_end from imap_reader
                where organizer = ? and mailbox = ? and place = ? and uid_validity is not null""")
                .params(lease.organizer().value(), lease.mailbox(), place)
                .query((rs, row) -> new Position(rs.getLong(1), rs.getLong(2), rs.getLong(3)))
                .optional();
    }

    /** Begins a folder anew; false when the lease is another's. */
    boolean begin(ReaderLease lease, String place, Position position) {
        return jdbc.sql("""
                update imap_reader set place = ?, uid_validity = ?, uid = ?, backlog_end = ?
                where organizer = ? and mailbox = ? and fencing = ?""")
                        .params(place, position.uidValidity(), position.uid(), position.backlogEnd())
                        .params(lease.organizer().value(), lease.mailbox(), lease.fencing())
                        .update()
                == 1;
    }

    /** Moves the position on; false when the lease is another's. */
    boolean advance(ReaderLease lease, Position position) {
        return jdbc.sql("""
                update imap_reader set uid = ?
                where organizer = ? and mailbox = ? and fencing = ? and uid_validity = ? and uid <= ?""")
                        .params(position.uid(), lease.organizer().value(), lease.mailbox(), lease.fencing())
                        .params(position.uidValidity(), position.uid())
                        .update()
                == 1;
    }

    /** Mails that are stored and are still to be marked or moved. */
    void addAfter(ReaderLease lease, long uidValidity, Collection<Long> uids) {
        jdbc.sql("""
                insert into imap_after (organizer, mailbox, uid_validity, uid)
                select ?, ?, ?, uid from unnest(?::bigint[]) as stored (uid) on conflict do nothing""")
                .params(lease.organizer().value(), lease.mailbox(), uidValidity, uids.toArray(Long[]::new))
                .update();
    }

    List<Long> after(ReaderLease lease, long uidValidity, int most) {
        return jdbc.sql("""
                select uid from imap_after where organizer = ? and mailbox = ? and uid_validity = ? order by uid limit ?""")
                .params(lease.organizer().value(), lease.mailbox(), uidValidity, most)
                .query((rs, row) -> rs.getLong(1))
                .list();
    }

    /** Done, also whatever was left of other numberings, which cannot be found any more. */
    void removeAfter(ReaderLease lease, long uidValidity, Collection<Long> uids) {
        jdbc.sql("""
                delete from imap_after where organizer = ? and mailbox = ?
                    and (uid_validity <> ? or uid = any (?::bigint[]))""")
                .params(lease.organizer().value(), lease.mailbox(), uidValidity, uids.toArray(Long[]::new))
                .update();
    }

    /**
     * The mailbox was looked through.
     *
     * @param error what did not go well all the same
     */
    void readWell(ReaderLease lease, Instant now, @Nullable String error) {
        jdbc.sql("""
                update imap_reader set read_at = ?, failing_since = null, error = ?
                where organizer = ? and mailbox = ? and fencing = ?""")
                .param(utc(now))
                .param(error)
                .param(lease.organizer().value())
                .param(lease.mailbox())
                .param(lease.fencing())
                .update();
    }

    void failed(ReaderLease lease, Instant now, String error) {
        jdbc.sql("""
                update imap_reader set failing_since = coalesce(failing_since, ?), error = ?
                where organizer = ? and mailbox = ? and fencing = ?""")
                .params(utc(now), error, lease.organizer().value(), lease.mailbox(), lease.fencing())
                .update();
    }

    /** Raises an alarm; false when there is one. */
    boolean raiseAlarm(OrganizerCode organizer, String mailbox, Instant now) {
        return jdbc.sql("""
                update imap_reader set alarm_at = ? where organizer = ? and mailbox = ? and alarm_at is null""").params(utc(now), organizer.value(), mailbox).update() == 1;
    }

    /** Ends an alarm; false when there is none. */
    boolean endAlarm(OrganizerCode organizer, String mailbox) {
        return jdbc.sql("""
                update imap_reader set alarm_at = null where organizer = ? and mailbox = ? and alarm_at is not null""").params(organizer.value(), mailbox).update() == 1;
    }

    /** Mailboxes that are not to be read at present are nobody's, and nothing is wrong with them; their positions stay. */
    void rest(OrganizerCode organizer, Collection<String> active) {
        jdbc.sql("""
                update imap_reader set node = '', held_until = '-infinity', failing_since = null, error = null,
                    alarm_at = null, read_at = null
                where organizer = ? and mailbox <> all (?::text[]) and node <> ''""").params(organizer.value(), active.toArray(String[]::new)).update();
    }

    List<MailboxState> states(OrganizerCode organizer) {
        return jdbc.sql("""
                select mailbox, watched_since, read_at, failing_since, error, alarm_at, uid from imap_reader
                where organizer = ? order by mailbox collate "C\"""")
                .param(organizer.value())
                .query((rs, row) -> new MailboxState(
                        rs.getString(1),
                        rs.getObject(2, OffsetDateTime.class).toInstant(),
                        instant(rs, 3),
                        instant(rs, 4),
                        rs.getString(5),
                        instant(rs, 6),
                        rs.getLong(7)))
                .list();
    }

    static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
