package io.counterfoil.api;

import io.counterfoil.contacts.ContactErasure;
import io.counterfoil.contacts.PersonalData;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.Ticket;
import io.counterfoil.tickets.TicketFilter;
import io.counterfoil.tickets.TicketLine;
import io.counterfoil.tickets.Tickets;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Brings together what the modules know of a person. */
final class PersonalDataReader {
    /** Tickets named in a message or a preview. */
    static final int MOST_SHOWN = 100;

    private static final int MOST_TICKETS = 100_000;

    private final OrganizerTransactions transactions;
    private final ContactErasure erasure;
    private final Tickets tickets;
    private final SupportCases cases;
    private final JsonMapper json;

    PersonalDataReader(
            OrganizerTransactions transactions,
            ContactErasure erasure,
            Tickets tickets,
            SupportCases cases,
            JsonMapper json) {
        this.transactions = transactions;
        this.erasure = erasure;
        this.tickets = tickets;
        this.cases = cases;
        this.json = json;
    }

    /** The ids of the tickets that a contact holds, himself or as whoever was merged into him. */
    List<String> heldBy(OrganizerCode organizer, ContactId contact, int limit) {
        return tickets.list(organizer, new TicketFilter(null, null, contact, false), null, limit).stream()
                .map(Ticket::ticketId)
                .map(Object::toString)
                .toList();
    }

    PersonalDataAnswer of(OrganizerCode organizer, ContactId contact) {
        return transactions.read(organizer, () -> {
            PersonalData known = erasure.export(organizer, contact);
            ContactId survivor = known.contact().id();
            Set<ContactId> names = Set.copyOf(known.all());
            return new PersonalDataAnswer(
                    ContactAnswer.of(known.contact()),
                    known.addresses(),
                    known.merged().stream().map(ContactId::toString).toList(),
                    heldBy(organizer, survivor, MOST_TICKETS),
                    tickets.linesOf(organizer, names).stream()
                            .map(PersonalDataReader::line)
                            .toList(),
                    known.journal().stream().map(this::event).toList(),
                    cases.ofPerson(organizer, names).stream()
                            .map(PersonalDataAnswer.Case::of)
                            .toList());
        });
    }

    private static PersonalDataAnswer.Line line(TicketLine of) {
        Distribution line = of.line();
        return new PersonalDataAnswer.Line(
                of.ticket().value(),
                line.id().toString(),
                line.action(),
                line.status(),
                line.oldContact() == null ? null : line.oldContact().toString(),
                line.newContact().toString(),
                line.source(),
                line.initiatedAt(),
                line.resolvedAt(),
                line.recordedAt());
    }

    private PersonalDataAnswer.Event event(JournalLine line) {
        return new PersonalDataAnswer.Event(
                line.at(), line.actor(), line.action(), line.body() == null ? null : json.readTree(line.body()));
    }
}
