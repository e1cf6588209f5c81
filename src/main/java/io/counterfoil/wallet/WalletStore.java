package io.counterfoil.wallet;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of tickets and transfers. A fixed number of statements, whatever the number of rows. */
final class WalletStore {
    private static final String TICKET_COLUMNS = """
            ticket_id, tax_number, event_id, event_name, starts_at, venue, seat, barcode, max_transfers, transfer_timeout_s,
            starts_offset_s, addressed_to, owner_id, holder_first_name, holder_last_name, status, status_at, last_sequence, owner_sequence,
            downloaded_at, activated_at, controlled_at, deletion_at, deleted_at, transfers_used, received_by,
            reassignment_id, reassignment_sequence""";
    private static final String TRANSFER_COLUMNS = """
            transfer_id, ticket_id, direction, sender_id, recipient_id, initiated_at, deadline, state, ended_at, reason,
            resends, former_transfer""";

    private final JdbcTemplate jdbc;

    WalletStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of wallet.ticket whose people are not read yet. */
    record TicketRow(UUID ownerId, Function<Account, WalletTicket> withOwner) {}

    /** A row of wallet.transfer whose people are not read yet. */
    record TransferRow(UUID senderId, UUID recipientId, BiFunction<Account, Account, Transfer> withPeople) {}

    List<TicketRow> tickets(OrganizerCode organizer, Collection<String> ids) {
        return jdbc.query(
                "select " + TICKET_COLUMNS + " from wallet.ticket where organizer = ? and ticket_id = any (?)",
                (rs, row) -> ticket(rs),
                organizer.value(),
                ids.toArray(String[]::new));
    }

    List<TransferRow> openTransfers(OrganizerCode organizer, Collection<String> ticketIds) {
        return jdbc.query(
                "select " + TRANSFER_COLUMNS
                        + " from wallet.transfer where organizer = ? and ticket_id = any (?) and state = 'OPEN'",
                (rs, row) -> transfer(rs),
                organizer.value(),
                ticketIds.toArray(String[]::new));
    }

    List<TransferRow> transfers(OrganizerCode organizer, Collection<String> transferIds) {
        return jdbc.query(
                "select " + TRANSFER_COLUMNS + " from wallet.transfer where organizer = ? and transfer_id = any (?)",
                (rs, row) -> transfer(rs),
                organizer.value(),
                transferIds.toArray(String[]::new));
    }

    /** Organizers that have open transfers whose time is over. */
    List<OrganizerCode> overdueOrganizers(Instant now) {
        return jdbc
                .queryForList(
                        "select distinct organizer from wallet.transfer where state = 'OPEN' and deadline <= ? order by 1",
                        String.class,
                        time(now))
                .stream()
                .map(OrganizerCode::new)
                .toList();
    }

    List<String> overdueTickets(OrganizerCode organizer, Instant now, int limit) {
        return jdbc.queryForList("""
                select ticket_id from wallet.transfer
                where organizer = ? and state = 'OPEN' and deadline <= ? order by deadline, transfer_id limit ?""", String.class, organizer.value(), time(now), limit);
    }

    /** Adds tickets, or takes over what the organizer says anew of tickets that are there. */
    void saveFaces(OrganizerCode organizer, List<WalletTicket> tickets) {
        jdbc.update(
                """
                insert into wallet.ticket (organizer, ticket_id, tax_number, event_id, event_name, starts_at, venue, seat,
                    barcode, max_transfers, transfer_timeout_s, addressed_to, owner_id, status, status_at, last_sequence,
                    owner_sequence, starts_offset_s)
                select ?, t.* from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                    ?::text[], ?::int[], ?::bigint[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::bigint[],
                    ?::bigint[], ?::int[]) t
                on conflict (organizer, ticket_id) do update set (tax_number, event_id, event_name, starts_at, venue, seat,
                    barcode, max_transfers, transfer_timeout_s, starts_offset_s) = row (excluded.tax_number, excluded.event_id,
                    excluded.event_name, excluded.starts_at, excluded.venue, excluded.seat, excluded.barcode,
                    excluded.max_transfers, excluded.transfer_timeout_s, excluded.starts_offset_s)""",
                statement -> new Rows<>(statement, tickets)
                        .text(1, organizer.value())
                        .texts(2, WalletTicket::id)
                        .texts(3, ticket -> ticket.face.taxNumber())
                        .texts(4, ticket -> ticket.face.eventId())
                        .texts(5, ticket -> ticket.face.eventName())
                        .times(6, ticket -> ticket.face.startsAt())
                        .texts(7, ticket -> ticket.face.venue())
                        .texts(8, ticket -> ticket.face.seat())
                        .texts(9, ticket -> ticket.face.barcode())
                        .array(10, "int", ticket -> ticket.face.maxTransfers())
                        .numbers(11, ticket -> ticket.face.transferTimeout().toSeconds())
                        .uuids(12, ticket -> ticket.addressedTo)
                        .uuids(13, ticket -> ticket.owner.id())
                        .texts(14, ticket -> ticket.status)
                        .times(15, ticket -> ticket.statusAt)
                        .numbers(16, ticket -> ticket.lastSequence)
                        .numbers(17, ticket -> ticket.ownerSequence)
                        .array(18, "int", ticket -> seconds(ticket.face.startsIn())));
    }

    private static @Nullable Integer seconds(@Nullable ZoneOffset offset) {
        return offset == null ? null : offset.getTotalSeconds();
    }

    /** By which clocks a start is told; null: nobody said. */
    static @Nullable ZoneOffset startsIn(ResultSet rs) throws SQLException {
        Integer seconds = rs.getObject("starts_offset_s", Integer.class);
        return seconds == null ? null : ZoneOffset.ofTotalSeconds(seconds);
    }

    /** Stores how the tickets are now. */
    void saveStates(OrganizerCode organizer, List<WalletTicket> tickets) {
        jdbc.update(
                """
                update wallet.ticket set owner_id = s.owner_id, holder_first_name = s.holder_first_name,
                    holder_last_name = s.holder_last_name, status = s.status, status_at = s.status_at,
                    last_sequence = s.last_sequence, owner_sequence = s.owner_sequence, downloaded_at = s.downloaded_at,
                    activated_at = s.activated_at, controlled_at = s.controlled_at, deletion_at = s.deletion_at,
                    deleted_at = s.deleted_at, transfers_used = s.transfers_used, received_by = s.received_by,
                    reassignment_id = s.reassignment_id, reassignment_sequence = s.reassignment_sequence
                from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bigint[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::int[],
                    ?::text[], ?::text[], ?::bigint[])
                    s (ticket_id, owner_id, holder_first_name, holder_last_name, status, status_at, last_sequence,
                    owner_sequence, downloaded_at, activated_at, controlled_at, deletion_at, deleted_at, transfers_used,
                    received_by, reassignment_id, reassignment_sequence)
                where ticket.organizer = ? and ticket.ticket_id = s.ticket_id""",
                statement -> new Rows<>(statement, tickets)
                        .texts(1, WalletTicket::id)
                        .uuids(2, ticket -> ticket.owner.id())
                        .texts(3, ticket -> ticket.holderFirstName)
                        .texts(4, ticket -> ticket.holderLastName)
                        .texts(5, ticket -> ticket.status)
                        .times(6, ticket -> ticket.statusAt)
                        .numbers(7, ticket -> ticket.lastSequence)
                        .numbers(8, ticket -> ticket.ownerSequence)
                        .times(9, ticket -> ticket.downloadedAt)
                        .times(10, ticket -> ticket.activatedAt)
                        .times(11, ticket -> ticket.controlledAt)
                        .times(12, ticket -> ticket.deletionAt)
                        .times(13, ticket -> ticket.deletedAt)
                        .array(14, "int", ticket -> ticket.transfersUsed)
                        .texts(15, ticket -> ticket.receivedBy)
                        .texts(16, ticket -> ticket.reassignmentId)
                        .numbers(17, ticket -> ticket.reassignmentSequence)
                        .text(18, organizer.value()));
    }

    void saveTransfers(OrganizerCode organizer, List<Transfer> transfers) {
        jdbc.update(
                "insert into wallet.transfer (organizer, " + TRANSFER_COLUMNS + ")" + """

                select ?, t.* from unnest(?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::timestamptz[],
                    ?::timestamptz[], ?::text[], ?::timestamptz[], ?::text[], ?::int[], ?::text[]) t
                on conflict (organizer, transfer_id) do update set (recipient_id, deadline, state, ended_at, reason, resends)
                    = row (excluded.recipient_id, excluded.deadline, excluded.state, excluded.ended_at, excluded.reason,
                    excluded.resends)""",
                statement -> new Rows<>(statement, transfers)
                        .text(1, organizer.value())
                        .texts(2, Transfer::id)
                        .texts(3, Transfer::ticketId)
                        .texts(4, Transfer::direction)
                        .uuids(5, transfer -> transfer.sender().id())
                        .uuids(6, transfer -> transfer.recipient().id())
                        .times(7, Transfer::initiatedAt)
                        .times(8, Transfer::deadline)
                        .texts(9, Transfer::state)
                        .times(10, Transfer::endedAt)
                        .texts(11, Transfer::reason)
                        .array(12, "int", Transfer::resends)
                        .texts(13, Transfer::formerTransfer));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant known(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** People by id, for the rows that name them. */
    static Account person(Map<UUID, Account> people, UUID id) {
        Account account = people.get(id);
        if (account == null) {
            throw new IllegalStateException("account " + id + " is named but not there");
        }
        return account;
    }

    static TicketRow ticket(ResultSet rs) throws SQLException {
        TicketFace face = new TicketFace(
                rs.getString("ticket_id"),
                rs.getString("tax_number"),
                rs.getString("event_id"),
                rs.getString("event_name"),
                instant(rs, "starts_at"),
                startsIn(rs),
                rs.getString("venue"),
                rs.getString("seat"),
                rs.getString("barcode"),
                rs.getObject("max_transfers", Integer.class),
                Duration.ofSeconds(rs.getLong("transfer_timeout_s")));
        UUID ownerId = rs.getObject("owner_id", UUID.class);
        UUID addressedTo = rs.getObject("addressed_to", UUID.class);
        // the owner is known once all people of the page have been read, with one statement
        Account unread =
                new Account(ownerId, "", new Profile(null, null, null, null, null, null, null, null, null), null, null);
        WalletTicket ticket = new WalletTicket(face, addressedTo, unread, known(rs, "status_at"));
        ticket.status = WalletStatus.valueOf(rs.getString("status"));
        ticket.lastSequence = rs.getLong("last_sequence");
        ticket.ownerSequence = rs.getLong("owner_sequence");
        ticket.holderFirstName = rs.getString("holder_first_name");
        ticket.holderLastName = rs.getString("holder_last_name");
        ticket.downloadedAt = instant(rs, "downloaded_at");
        ticket.activatedAt = instant(rs, "activated_at");
        ticket.controlledAt = instant(rs, "controlled_at");
        ticket.deletionAt = instant(rs, "deletion_at");
        ticket.deletedAt = instant(rs, "deleted_at");
        ticket.transfersUsed = rs.getInt("transfers_used");
        ticket.receivedBy = rs.getString("received_by");
        ticket.reassignmentId = rs.getString("reassignment_id");
        ticket.reassignmentSequence = rs.getLong("reassignment_sequence");
        return new TicketRow(ownerId, owner -> {
            ticket.owner = owner;
            return ticket;
        });
    }

    static TransferRow transfer(ResultSet rs) throws SQLException {
        String id = rs.getString("transfer_id");
        String ticketId = rs.getString("ticket_id");
        Transfer.Direction direction = Transfer.Direction.valueOf(rs.getString("direction"));
        Instant initiatedAt = known(rs, "initiated_at");
        Instant deadline = known(rs, "deadline");
        Transfer.State state = Transfer.State.valueOf(rs.getString("state"));
        Instant endedAt = instant(rs, "ended_at");
        String reason = rs.getString("reason");
        int resends = rs.getInt("resends");
        String former = rs.getString("former_transfer");
        return new TransferRow(
                rs.getObject("sender_id", UUID.class),
                rs.getObject("recipient_id", UUID.class),
                (sender, recipient) -> new Transfer(
                        id,
                        ticketId,
                        direction,
                        sender,
                        recipient,
                        initiatedAt,
                        deadline,
                        state,
                        endedAt,
                        reason,
                        resends,
                        former));
    }
}
