package io.counterfoil.push;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds to whom the tickets of a page go, with two statements whatever its size. */
final class Addressing {
    private final Contacts contacts;

    Addressing(Contacts contacts) {
        this.contacts = contacts;
    }

    /** Within a transaction of the organizer. */
    Map<TicketId, Addressee> of(OrganizerCode organizer, List<DueTicket> tickets, boolean overlay) {
        Map<TicketId, EmailAddress> owners = new HashMap<>();
        if (!overlay) {
            tickets.forEach(ticket -> EmailAddress.parse(ticket.walletOwner())
                    .ifPresent(address -> owners.put(ticket.ticket(), address)));
        }
        AddressBook book = contacts.addressBook(organizer, owners.values());
        Map<TicketId, ContactId> meant = new HashMap<>();
        List<ContactId> wanted = new ArrayList<>();
        for (DueTicket ticket : tickets) {
            EmailAddress owner = owners.get(ticket.ticket());
            Optional.ofNullable(owner)
                    .flatMap(address -> book.find(address, cultural(ticket), null, true))
                    .ifPresent(contact -> meant.put(ticket.ticket(), contact));
            wanted.addAll(cultural(ticket));
        }
        wanted.addAll(meant.values());
        Map<ContactId, Contact> people =
                contacts.findAll(organizer, wanted.stream().distinct().toList());
        Map<TicketId, Addressee> addressees = new HashMap<>();
        for (DueTicket ticket : tickets) {
            addressees.put(
                    ticket.ticket(),
                    Addressee.of(
                            overlay,
                            person(people, ticket.culturalContact()),
                            owners.get(ticket.ticket()),
                            person(people, meant.get(ticket.ticket()))));
        }
        return addressees;
    }

    private static List<ContactId> cultural(DueTicket ticket) {
        return ticket.culturalContact() == null ? List.of() : List.of(Objects.requireNonNull(ticket.culturalContact()));
    }

    private static @Nullable Contact person(Map<ContactId, Contact> people, @Nullable ContactId id) {
        return id == null ? null : people.get(id);
    }
}
