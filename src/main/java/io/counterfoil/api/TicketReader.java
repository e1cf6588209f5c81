package io.counterfoil.api;

import io.counterfoil.contacts.Contact;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.Tickets;
import java.util.Map;
import java.util.function.BiFunction;

/** Tickets and lines by the words of a path: what cannot be one does not exist. */
final class TicketReader {
    private final Tickets tickets;

    TicketReader(Tickets tickets) {
        this.tickets = tickets;
    }

    static TicketId id(String text) {
        return TicketId.parse(text).orElseThrow(() -> Refusal.notFound("ticket", text));
    }

    /** What is to be told of a line of the ticket. */
    <T> T line(
            OrganizerCode organizer,
            TicketId ticket,
            String id,
            BiFunction<Distribution, Map<ContactId, Contact>, T> told) {
        Tickets.View view = tickets.view(organizer, ticket);
        Distribution line = view.lines().stream()
                .filter(each -> each.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("distribution", id));
        return told.apply(line, view.people());
    }
}
