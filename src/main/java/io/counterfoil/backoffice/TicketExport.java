package io.counterfoil.backoffice;

import io.counterfoil.accounts.PersonalDataView;
import io.counterfoil.backoffice.People.Person;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.tickets.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Tickets and who has them, for a spreadsheet; masked for viewers. */
final class TicketExport {
    private final OrganizerTransactions transactions;
    private final Contacts contacts;

    TicketExport(OrganizerTransactions transactions, Contacts contacts) {
        this.transactions = transactions;
        this.contacts = contacts;
    }

    /** Whose rows, and for whose eyes. */
    record Reader(OrganizerCode organizer, PersonalDataView view, Formats fmt) {}

    /** @param tickets hands them over page by page */
    ResponseEntity<StreamingResponseBody> of(Reader reader, Consumer<Consumer<List<Ticket>>> tickets) {
        return Spreadsheet.of("tickets", sheet -> {
            sheet.row(
                    "ticketId",
                    "taxNumber",
                    "event",
                    "seat",
                    "state",
                    "mobileStatus",
                    "mobileStatusAt",
                    "contact",
                    "email",
                    "walletOwner",
                    "outOfStep");
            tickets.accept(page -> write(sheet, reader, page));
        });
    }

    private void write(Spreadsheet sheet, Reader reader, List<Ticket> tickets) {
        Map<ContactId, Contact> known = transactions.read(
                reader.organizer(),
                () -> contacts.findAll(
                        reader.organizer(),
                        tickets.stream()
                                .map(Ticket::culturalContact)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet())));
        People people = new People(reader.view(), reader.fmt(), known);
        for (Ticket ticket : tickets) {
            Contact contact = ticket.culturalContact() == null ? null : known.get(ticket.culturalContact());
            Person person = people.of(ticket.culturalContact());
            // the placeholder of a temporary contact leaves the system nowhere, and orphaned ones are left out
            boolean named = contact != null && !contact.temporary() && contact.erasedAt() == null;
            boolean orphaned = contact != null && contact.orphanedAt() != null;
            sheet.row(
                    ticket.ticketId().value(),
                    ticket.taxNumber(),
                    ticket.eventId(),
                    ticket.seat(),
                    ticket.state(),
                    ticket.mobileStatus(),
                    ticket.mobileStatusAt(),
                    named ? person.name() : "",
                    orphaned ? "" : person.email(),
                    people.address(ticket.walletOwner()),
                    ticket.outOfStep());
        }
    }
}
