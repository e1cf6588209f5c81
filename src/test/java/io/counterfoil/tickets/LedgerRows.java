package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a ledger would have stored, for a benchmark's peer that stores it in another way. */
public final class LedgerRows {
    private LedgerRows() {}

    /** A row of ticket_ownership. */
    public record Ownership(
            String ticket,
            @Nullable UUID culturalContact,
            @Nullable String mobileStatus,
            @Nullable Instant mobileStatusAt,
            @Nullable String walletOwner,
            @Nullable String ticketHolder,
            boolean outOfStep,
            @Nullable UUID openLine,
            int arrivals,
            int lineCount,
            @Nullable String lastStream,
            long lastPlace) {}

    /** A row of status_log. */
    public record Entry(String ticket, WalletEntry entry) {}

    /**
     * A row of distribution.
     *
     * @param fresh whether it is to be inserted
     */
    public record Line(String ticket, int position, boolean fresh, Distribution line) {
        /** The steps as the column has them. */
        public String steps() {
            return StepsJson.write(line.steps());
        }
    }

    public static List<Entry> entries(TicketLedger ledger) {
        return ledger.added().stream()
                .map(entry -> new Entry(ledger.ticketId().value(), entry))
                .toList();
    }

    /** Nothing when the row stays as it is. */
    public static Optional<Ownership> ownership(TicketLedger ledger, AddressBook book) {
        OwnershipRow row = ledger.row(book);
        if (row.equals(ledger.storedRow())) {
            return Optional.empty();
        }
        ContactId contact = row.culturalContact();
        return Optional.of(new Ownership(
                ledger.ticketId().value(),
                contact == null ? null : contact.value(),
                row.mobileStatus(),
                row.mobileStatusAt(),
                row.walletOwner(),
                row.ticketHolder(),
                row.outOfStep(),
                row.openLine(),
                row.arrivals(),
                row.lineCount(),
                row.end().stream(),
                row.end().place()));
    }

    public static List<Line> lines(TicketLedger ledger) {
        if (!ledger.withdrawn().isEmpty()) {
            throw new IllegalStateException("the benchmark's changes come in order: nothing is withdrawn");
        }
        return LineChanges.between(ledger.stored(), ledger.present()).written().stream()
                .map(placed -> new Line(ledger.ticketId().value(), placed.position(), !placed.stored(), placed.line()))
                .toList();
    }
}
