package io.counterfoil.wallet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of what a spectator sees: his tickets and transfers, whatever organizers they are of. */
final class SpectatorStore {
    private static final String TICKETS = """
            select t.*, x.transfer_id from wallet.ticket t
            left join wallet.transfer x on x.organizer = t.organizer and x.ticket_id = t.ticket_id and x.state = 'OPEN'
            where t.owner_id = ? and t.deleted_at is null""";
    private static final String TRANSFERS = """
            select x.*, t.event_name, t.starts_at, t.starts_offset_s, t.seat, s.address as sender, r.address as recipient
            from wallet.transfer x
            join wallet.ticket t on t.organizer = x.organizer and t.ticket_id = x.ticket_id
            join wallet.account s on s.account_id = x.sender_id
            join wallet.account r on r.account_id = x.recipient_id
            where (x.sender_id = ? or x.recipient_id = ?)""";

    private final JdbcTemplate jdbc;

    SpectatorStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A ticket as its owner sees it.
     *
     * @param startsIn by which clocks the start is told, for the page; null: by the phone's
     * @param transfersLeft null: as often as he likes
     * @param openTransfer id of the open transfer, or null
     * @param withdrawn the phone is to remove it and to confirm that
     */
    record TicketView(
            String organizer,
            String ticketId,
            @Nullable String eventId,
            @Nullable String eventName,
            @Nullable Instant startsAt,
            @JsonIgnore @Nullable ZoneOffset startsIn,
            @Nullable String venue,
            @Nullable String seat,
            String status,
            Instant statusDate,
            @Nullable String holderFirstName,
            @Nullable String holderLastName,
            boolean downloaded,
            boolean activated,
            boolean controlled,
            boolean withdrawn,
            boolean returnable,
            @Nullable Integer transfersLeft,
            @Nullable String openTransfer) {}

    /** A transfer as its sender and its recipient see it. */
    record TransferView(
            String organizer,
            String transferId,
            String ticketId,
            @Nullable String eventName,
            @Nullable Instant startsAt,
            @JsonIgnore @Nullable ZoneOffset startsIn,
            @Nullable String seat,
            String direction,
            String senderEmail,
            String recipientEmail,
            Instant initiatedAt,
            Instant deadline,
            String state,
            @Nullable Instant endedAt,
            @Nullable String reason) {}

    /** The spectator's tickets after one of them, by organizer and ticket id. */
    List<TicketView> tickets(UUID accountId, String afterOrganizer, String afterTicket, int limit) {
        return jdbc.query(
                TICKETS + " and (t.organizer, t.ticket_id) > (?, ?) order by t.organizer, t.ticket_id limit ?",
                (rs, row) -> ticket(rs),
                accountId,
                afterOrganizer,
                afterTicket,
                limit);
    }

    Optional<TicketView> ticket(UUID accountId, String organizer, String ticketId) {
        return jdbc
                .query(
                        TICKETS + " and t.organizer = ? and t.ticket_id = ?",
                        (rs, row) -> ticket(rs),
                        accountId,
                        organizer,
                        ticketId)
                .stream()
                .findFirst();
    }

    Optional<String> code(UUID accountId, String organizer, String ticketId) {
        return jdbc.query("""
                        select coalesce(barcode, ticket_id) from wallet.ticket
                        where organizer = ? and ticket_id = ? and owner_id = ? and activated_at is not null
                            and controlled_at is null and deletion_at is null and deleted_at is null""", (rs, row) -> rs.getString(1), organizer, ticketId, accountId).stream()
                .findFirst();
    }

    /** Open transfers to and from the spectator. */
    List<TransferView> pending(UUID accountId, int limit) {
        return jdbc.query(
                TRANSFERS + " and x.state = 'OPEN' order by x.transfer_id limit ?",
                (rs, row) -> transfer(rs),
                accountId,
                accountId,
                limit);
    }

    /** Transfers to and from the spectator, latest first, before one of them; their ids grow with time. */
    List<TransferView> history(UUID accountId, @Nullable String before, int limit) {
        return jdbc.query(
                TRANSFERS + " and (?::text is null or x.transfer_id < ?) order by x.transfer_id desc limit ?",
                (rs, row) -> transfer(rs),
                accountId,
                accountId,
                before,
                before,
                limit);
    }

    private static TicketView ticket(ResultSet rs) throws SQLException {
        Integer most = rs.getObject("max_transfers", Integer.class);
        return new TicketView(
                rs.getString("organizer"),
                rs.getString("ticket_id"),
                rs.getString("event_id"),
                rs.getString("event_name"),
                WalletStore.instant(rs, "starts_at"),
                WalletStore.startsIn(rs),
                rs.getString("venue"),
                rs.getString("seat"),
                rs.getString("status"),
                WalletStore.known(rs, "status_at"),
                rs.getString("holder_first_name"),
                rs.getString("holder_last_name"),
                rs.getObject("downloaded_at") != null,
                rs.getObject("activated_at") != null,
                rs.getObject("controlled_at") != null,
                rs.getObject("deletion_at") != null,
                rs.getString("received_by") != null,
                most == null ? null : Math.max(0, most - rs.getInt("transfers_used")),
                rs.getString("transfer_id"));
    }

    private static TransferView transfer(ResultSet rs) throws SQLException {
        return new TransferView(
                rs.getString("organizer"),
                rs.getString("transfer_id"),
                rs.getString("ticket_id"),
                rs.getString("event_name"),
                WalletStore.instant(rs, "starts_at"),
                WalletStore.startsIn(rs),
                rs.getString("seat"),
                rs.getString("direction"),
                rs.getString("sender"),
                rs.getString("recipient"),
                WalletStore.known(rs, "initiated_at"),
                WalletStore.known(rs, "deadline"),
                rs.getString("state"),
                WalletStore.instant(rs, "ended_at"),
                rs.getString("reason"));
    }
}
