package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.TicketId;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a ticket, as far as an import compares with it.
 *
 * @param state S-360's own state, as stored
 * @param importedContact what the last import said
 * @param walletOwner address as the wallet wrote it
 */
public record StoredTicket(
        TicketId ticketId,
        String organization,
        @Nullable String taxNumber,
        @Nullable String eventId,
        @Nullable String seat,
        @Nullable String barcode,
        String state,
        @Nullable ContactId importedContact,
        @Nullable String walletOwner) {

    /** A ticket that nobody knew before, with the contact that its first row names. */
    public static StoredTicket fresh(ImportedTicket row, @Nullable ContactId contact) {
        return new StoredTicket(
                        row.ticketId(),
                        row.organization(),
                        null,
                        null,
                        null,
                        null,
                        TicketState.NOT_PRINTED.name(),
                        contact,
                        null)
                .with(row);
    }

    /** The ticket after a row: what the row does not say stays. Equal to this one when the row says nothing new. */
    public StoredTicket with(ImportedTicket row) {
        ImportedTicket.Event event = row.event();
        TicketState stated = row.state();
        return new StoredTicket(
                ticketId,
                row.organization(),
                kept(row.taxNumber(), taxNumber),
                kept(event == null ? null : event.eventId(), eventId),
                kept(row.seat(), seat),
                kept(row.barcode(), barcode),
                stated == null ? state : stated.name(),
                importedContact,
                walletOwner);
    }

    /** The ticket after a row with another contact. Who has it then is for the fold to say. */
    public StoredTicket imported(ContactId contact) {
        return new StoredTicket(ticketId, organization, taxNumber, eventId, seat, barcode, state, contact, walletOwner);
    }

    private static @Nullable String kept(@Nullable String said, @Nullable String known) {
        return said == null ? known : said;
    }
}
