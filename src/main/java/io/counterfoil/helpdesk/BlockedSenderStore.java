package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.BlockedSenders.Blocked;
import io.counterfoil.kernel.OrganizerCode;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of blocked senders. */
final class BlockedSenderStore {
    private final JdbcTemplate jdbc;

    BlockedSenderStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    List<Blocked> list(OrganizerCode organizer) {
        return jdbc.query(
                "select address, blocked_by, blocked_at from blocked_sender where organizer = ? order by address",
                (rs, row) -> new Blocked(
                        rs.getString(1),
                        rs.getString(2),
                        rs.getObject(3, OffsetDateTime.class).toInstant()),
                organizer.value());
    }

    /** False when it is there already. */
    boolean add(OrganizerCode organizer, Blocked blocked) {
        return jdbc.update(
                        "insert into blocked_sender (organizer, address, blocked_by, blocked_at) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        organizer.value(),
                        blocked.address(),
                        blocked.by(),
                        CaseStore.utc(blocked.at()))
                == 1;
    }

    boolean remove(OrganizerCode organizer, String address) {
        return jdbc.update("delete from blocked_sender where organizer = ? and address = ?", organizer.value(), address)
                == 1;
    }
}
