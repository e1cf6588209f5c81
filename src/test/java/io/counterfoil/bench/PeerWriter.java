package io.counterfoil.bench;

import io.counterfoil.contacts.CompletedContact;
import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.NewContact;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Told;
import io.counterfoil.sync.BenchEngine;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.Distribution.Birth;
import io.counterfoil.tickets.LedgerRows;
import io.counterfoil.tickets.LogItem.Transfer;
import io.counterfoil.tickets.LogItem.WalletEntry;
import io.counterfoil.tickets.TicketLedger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;

/**
 * The peer's writer: one JDBC batch writer a statement. A ticket that a chunk speaks of several times is updated once, at
 * the chunk's end, as the product does it.
 */
final class PeerWriter implements ItemWriter<TicketLedger> {
    private static final String ORGANIZER = BenchEngine.ORGANIZER.value();

    private final PeerChunk chunk;
    private final JdbcBatchItemWriter<NewContact> contacts;
    private final JdbcBatchItemWriter<CompletedContact> completions;
    private final JdbcBatchItemWriter<LedgerRows.Entry> log;
    private final JdbcBatchItemWriter<LedgerRows.Line> newLines;
    private final JdbcBatchItemWriter<LedgerRows.Line> changedLines;
    private final JdbcBatchItemWriter<LedgerRows.Ownership> ownerships;

    PeerWriter(DataSource application, PeerChunk chunk) {
        this.chunk = chunk;
        this.contacts = writer(application, """
                insert into contact (organizer, contact_id, email, email_key, temporary, internet_account, created_at, updated_at,
                    title, first_name, last_name, birth_date, nationality, id_number, mobile_phone, country, language,
                    consent_institution, consent_third_party)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", PeerWriter::set);
        this.completions = writer(application, """
                update contact set title = coalesce(?, title), first_name = ?, last_name = ?, birth_date = coalesce(?, birth_date),
                    nationality = coalesce(?, nationality), id_number = coalesce(?, id_number),
                    mobile_phone = coalesce(?, mobile_phone), country = coalesce(?, country), language = coalesce(?, language),
                    consent_institution = ?, consent_third_party = ?, temporary = false, orphaned_at = null, updated_at = ?
                where organizer = ? and contact_id = ? and temporary and erased_at is null""", PeerWriter::set);
        this.log = writer(application, """
                insert into status_log (organizer, ticket_id, digest, arrival, interface, epoch, sequence, status, status_at,
                    owner_told, wallet_owner, holder_told, ticket_holder, spectator, has_transfer, sender, recipient, transfer_id,
                    transfer_initiated_at, transfer_ended_at, transfer_reason, followed, run_id, received_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", PeerWriter::set);
        this.newLines = writer(application, """
                insert into distribution (organizer, ticket_id, distribution_id, position, action, status, source, actor, reason,
                    transfer_id, old_contact, new_contact, initiated_at, resolved_at, recorded_at, run_id, steps, born_by, born_as)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", PeerWriter::insert);
        this.changedLines = writer(application, """
                update distribution set position = ?, status = ?, actor = ?, reason = ?, old_contact = ?, new_contact = ?,
                    initiated_at = ?, resolved_at = ?, recorded_at = ?, run_id = ?, steps = ?, born_by = ?, born_as = ?
                where organizer = ? and ticket_id = ? and distribution_id = ?""", PeerWriter::update);
        this.ownerships = writer(application, """
                update ticket_ownership set cultural_contact = ?, mobile_status = ?, mobile_status_at = ?, wallet_owner = ?,
                    ticket_holder = ?, out_of_step = ?, open_line = ?, arrivals = ?, line_count = ?, last_stream = ?, last_place = ?
                where organizer = ? and ticket_id = ?""", PeerWriter::set);
    }

    @Override
    public void write(Chunk<? extends TicketLedger> items) throws Exception {
        Set<TicketLedger> ledgers = Collections.newSetFromMap(new IdentityHashMap<>());
        ledgers.addAll(items.getItems());
        List<TicketLedger> inOrder = new ArrayList<>(ledgers);
        inOrder.sort((one, other) -> one.ticketId().compareTo(other.ticketId()));
        List<LedgerRows.Line> fresh = new ArrayList<>();
        List<LedgerRows.Line> changed = new ArrayList<>();
        List<LedgerRows.Entry> entries = new ArrayList<>();
        List<LedgerRows.Ownership> rows = new ArrayList<>();
        for (TicketLedger ledger : inOrder) {
            entries.addAll(LedgerRows.entries(ledger));
            LedgerRows.lines(ledger).forEach(line -> (line.fresh() ? fresh : changed).add(line));
            LedgerRows.ownership(ledger, chunk.people().book()).ifPresent(rows::add);
        }
        contacts.write(new Chunk<>(chunk.people().book().born()));
        completions.write(new Chunk<>(chunk.people().book().completed()));
        log.write(new Chunk<>(entries));
        newLines.write(new Chunk<>(fresh));
        changedLines.write(new Chunk<>(changed));
        ownerships.write(new Chunk<>(rows));
    }

    private interface Setter<T> {
        void set(T row, PeerRow parameters) throws SQLException;
    }

    private static <T> JdbcBatchItemWriter<T> writer(DataSource dataSource, String sql, Setter<T> setter) {
        JdbcBatchItemWriter<T> writer = new JdbcBatchItemWriterBuilder<T>()
                .dataSource(dataSource)
                .sql(sql)
                .itemPreparedStatementSetter((row, statement) -> setter.set(row, new PeerRow(statement)))
                .build();
        writer.afterPropertiesSet();
        return writer;
    }

    private static void set(NewContact contact, PeerRow row) throws SQLException {
        EmailAddress address = contact.address();
        ContactDetails details = contact.details();
        Instant now = Instant.now();
        row.text(ORGANIZER)
                .uuid(contact.id().value())
                .text(address == null ? null : address.text())
                .text(address == null ? null : address.key())
                .flag(contact.temporary())
                .flag(contact.internetAccount())
                .time(now)
                .time(now);
        details(details, row);
    }

    private static void set(CompletedContact contact, PeerRow row) throws SQLException {
        details(contact.details(), row);
        row.time(Instant.now()).text(ORGANIZER).uuid(contact.id().value());
    }

    private static void details(@Nullable ContactDetails details, PeerRow row) throws SQLException {
        if (details == null) {
            row.text(null)
                    .text(null)
                    .text(null)
                    .date(null)
                    .text(null)
                    .text(null)
                    .text(null)
                    .text(null)
                    .text(null);
            row.flag(false).flag(false);
            return;
        }
        row.text(details.title())
                .text(details.firstName())
                .text(details.lastName())
                .date(details.birthDate())
                .text(details.nationality())
                .text(details.idNumber())
                .text(details.mobilePhone())
                .text(details.country())
                .text(details.language())
                .flag(details.consentInstitution())
                .flag(details.consentThirdParty());
    }

    private static void set(LedgerRows.Entry row, PeerRow parameters) throws SQLException {
        WalletEntry entry = row.entry();
        Transfer transfer = entry.transfer();
        parameters
                .text(ORGANIZER)
                .text(row.ticket())
                .uuid(entry.digest())
                .integer(entry.arrival())
                .text(entry.stream().interfaceCode())
                .integer(entry.stream().epoch())
                .number(entry.sequence())
                .text(entry.status())
                .time(entry.statusAt())
                .flag(!(entry.walletOwner() instanceof Told.Nothing<String>))
                .text(entry.walletOwner().orNull())
                .flag(!(entry.ticketHolder() instanceof Told.Nothing<String>))
                .text(entry.ticketHolder().orNull())
                .text(entry.spectator())
                .flag(transfer != null)
                .text(transfer == null ? null : transfer.sender())
                .text(transfer == null ? null : transfer.recipient())
                .text(transfer == null ? null : transfer.transferId())
                .time(transfer == null ? null : transfer.initiatedAt())
                .time(transfer == null ? null : transfer.endedAt())
                .text(transfer == null ? null : transfer.reason())
                .flag(entry.followed())
                .uuid(entry.runId())
                .time(entry.receivedAt());
    }

    private static void insert(LedgerRows.Line row, PeerRow parameters) throws SQLException {
        Distribution line = row.line();
        Birth.Entry birth = (Birth.Entry) line.birth();
        parameters
                .text(ORGANIZER)
                .text(row.ticket())
                .uuid(line.id())
                .integer(row.position())
                .text(line.action())
                .text(line.status())
                .text(line.source())
                .text(line.actor())
                .text(line.reason())
                .text(line.transferId())
                .uuid(uuid(line.oldContact()))
                .uuid(line.newContact().value())
                .time(line.initiatedAt())
                .time(line.resolvedAt())
                .time(line.recordedAt())
                .uuid(line.runId())
                .text(row.steps())
                .uuid(birth.digest())
                .text(birth.part());
    }

    private static void update(LedgerRows.Line row, PeerRow parameters) throws SQLException {
        Distribution line = row.line();
        Birth.Entry birth = (Birth.Entry) line.birth();
        parameters
                .integer(row.position())
                .text(line.status())
                .text(line.actor())
                .text(line.reason())
                .uuid(uuid(line.oldContact()))
                .uuid(line.newContact().value())
                .time(line.initiatedAt())
                .time(line.resolvedAt())
                .time(line.recordedAt())
                .uuid(line.runId())
                .text(row.steps())
                .uuid(birth.digest())
                .text(birth.part())
                .text(ORGANIZER)
                .text(row.ticket())
                .uuid(line.id());
    }

    private static void set(LedgerRows.Ownership row, PeerRow parameters) throws SQLException {
        parameters
                .uuid(row.culturalContact())
                .text(row.mobileStatus())
                .time(row.mobileStatusAt())
                .text(row.walletOwner())
                .text(row.ticketHolder())
                .flag(row.outOfStep())
                .uuid(row.openLine())
                .integer(row.arrivals())
                .integer(row.lineCount())
                .text(row.lastStream())
                .number(row.lastPlace())
                .text(ORGANIZER)
                .text(row.ticket());
    }

    private static @Nullable UUID uuid(@Nullable ContactId contact) {
        return contact == null ? null : contact.value();
    }
}
