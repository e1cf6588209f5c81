package io.counterfoil.imap;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of the table imap_remark. Every method works within the caller's transaction of the organizer. */
final class RemarkStore {
    private static final String COLUMNS = "mailbox, uid_validity, uid, remark, at, tries, next_try_at";

    private final JdbcClient jdbc;

    RemarkStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Notes what is the matter with a mail, or that it is still the matter. */
    void note(ReaderLease lease, long uidValidity, long uid, String remark, Instant at, @Nullable Instant nextTry) {
        jdbc.sql("""
                insert into imap_remark (organizer, mailbox, uid_validity, uid, remark, at, tries, next_try_at)
                values (?, ?, ?, ?, ?, ?, 1, ?)
                on conflict (organizer, mailbox, uid_validity, uid) do update set remark = excluded.remark,
                    tries = imap_remark.tries + 1, next_try_at = excluded.next_try_at""")
                .params(lease.organizer().value(), lease.mailbox(), uidValidity, uid, remark)
                .param(ImapStore.utc(at))
                .param(nextTry == null ? null : ImapStore.utc(nextTry))
                .update();
    }

    void remove(ReaderLease lease, long uidValidity, long uid) {
        jdbc.sql("delete from imap_remark where organizer = ? and mailbox = ? and uid_validity = ? and uid = ?")
                .params(lease.organizer().value(), lease.mailbox(), uidValidity, uid)
                .update();
    }

    /** Under another numbering they cannot be found, and are fetched like all others. */
    void forgetOthers(ReaderLease lease, long uidValidity) {
        jdbc.sql("""
                delete from imap_remark
                where organizer = ? and mailbox = ? and uid_validity <> ? and next_try_at is not null""")
                .params(lease.organizer().value(), lease.mailbox(), uidValidity)
                .update();
    }

    /** Mails that are to be tried again now. */
    List<MailRemark> due(ReaderLease lease, long uidValidity, Instant now, int most) {
        return jdbc.sql("select " + COLUMNS + " " + """
                 from imap_remark
                where organizer = ? and mailbox = ? and uid_validity = ? and next_try_at <= ? order by uid limit ?""")
                .params(lease.organizer().value(), lease.mailbox(), uidValidity, ImapStore.utc(now), most)
                .query((rs, row) -> remark(rs))
                .list();
    }

    /** The newest first. */
    List<MailRemark> list(OrganizerCode organizer, String mailbox, int most) {
        return jdbc.sql("select " + COLUMNS + " " + """
                 from imap_remark where organizer = ? and mailbox = ? order by at desc, uid desc limit ?""")
                .params(organizer.value(), mailbox, most)
                .query((rs, row) -> remark(rs))
                .list();
    }

    private static MailRemark remark(ResultSet rs) throws SQLException {
        return new MailRemark(
                rs.getString(1),
                rs.getLong(2),
                rs.getLong(3),
                rs.getString(4),
                rs.getObject(5, OffsetDateTime.class).toInstant(),
                rs.getInt(6),
                ImapStore.instant(rs, 7));
    }
}
