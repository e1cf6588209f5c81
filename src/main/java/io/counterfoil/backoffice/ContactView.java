package io.counterfoil.backoffice;

import io.counterfoil.backoffice.People.Person;
import io.counterfoil.contacts.ConsentOrigins;
import io.counterfoil.contacts.Contact;
import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact and its tickets.
 *
 * @param facts its fields, masked for viewers
 * @param now the tickets that it has, a page of them
 * @param eventNames of these tickets' events, by id
 * @param next path of their next page; null: there is none
 * @param cut whether there are more lines than are shown
 * @param origin where names came from
 * @param consents where each consent came from
 * @param merged whoever was merged into it
 * @param formerly the same as they were before
 * @param duplicates whoever shares its address
 */
record ContactView(
        Contact contact,
        Person person,
        List<Fact> facts,
        List<Ticket> now,
        Map<String, String> eventNames,
        @Nullable String next,
        List<LineView> pending,
        List<LineView> past,
        boolean cut,
        @Nullable Origin origin,
        ConsentOrigins consents,
        List<JournalLine> journal,
        List<ContactId> merged,
        List<Person> formerly,
        List<Person> duplicates) {

    /** A field; its name is {@code contact.key}. */
    record Fact(String key, @Nullable String value) {}

    /** A line of some ticket's history. */
    record LineView(TicketId ticket, Distribution line, Person from, Person to) {}

    /** What brought the names. */
    record Origin(
            String action,
            Instant at,
            String actor,
            @Nullable UUID runId) {}
}
