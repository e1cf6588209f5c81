package io.counterfoil.backoffice;

import io.counterfoil.accounts.PersonalDataView;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.backoffice.ContactView.Fact;
import io.counterfoil.backoffice.ContactView.LineView;
import io.counterfoil.backoffice.ContactView.Origin;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.TicketSearch;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what a contact's page shows. */
final class ContactFacts {
    private static final int JOURNAL_LINES = 50;
    private static final int ROWS = 50;
    private static final int COUNTED = 10_000;
    /** In a file for handing out, which is held in memory. */
    private static final int EXPORTED = 100_000;

    private final OrganizerTransactions transactions;
    private final Contacts contacts;
    private final ContactSearch search;
    private final TicketSearch tickets;
    private final Journal journal;

    ContactFacts(
            OrganizerTransactions transactions,
            Contacts contacts,
            ContactSearch search,
            TicketSearch tickets,
            Journal journal) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.search = search;
        this.tickets = tickets;
        this.journal = journal;
    }

    /** @param after the ticket after which the tickets that it has begin; null: from the first */
    ContactView of(OrganizerCode organizer, ContactId id, @Nullable String after, SignedIn user, Formats fmt) {
        return of(organizer, id, after, ROWS, new Reader(user, fmt));
    }

    /** With so many of its tickets that they can be counted. */
    ContactView counted(OrganizerCode organizer, ContactId id, SignedIn user, Formats fmt) {
        return of(organizer, id, null, COUNTED, new Reader(user, fmt));
    }

    private record Reader(SignedIn user, Formats fmt) {}

    private ContactView of(OrganizerCode organizer, ContactId id, @Nullable String after, int limit, Reader reader) {
        Formats fmt = reader.fmt();
        return transactions.read(organizer, () -> {
            Contact contact = contacts.find(organizer, id).orElseThrow(() -> Refusal.notFound("contact", id));
            List<ContactId> merged =
                    search.mergedInto(organizer, List.of(contact.id())).getOrDefault(contact.id(), List.of());
            List<ContactId> all = new ArrayList<>(List.of(contact.id()));
            all.addAll(merged);
            TicketSearch.Involvement involved = tickets.involvement(organizer, all, after, limit);
            PersonalDataView view = reader.user().viewIn(organizer);
            People people = new People(view, fmt, involved.people());
            List<LineView> lines = lines(involved, people);
            List<JournalLine> told =
                    journal.of(organizer, "contact", contact.id().toString(), 0, JOURNAL_LINES);
            return new ContactView(
                    contact,
                    people.of(contact),
                    facts(contact, view, fmt),
                    involved.held(),
                    tickets.eventNames(organizer, involved.held()),
                    next(organizer, contact, involved.next()),
                    lines.stream()
                            .filter(line -> line.line().status() == Distribution.Status.PENDING)
                            .toList(),
                    lines.stream()
                            .filter(line -> line.line().status() != Distribution.Status.PENDING)
                            .toList(),
                    involved.cut(),
                    origin(told),
                    contacts.consentOrigins(organizer, contact.id()),
                    told,
                    merged,
                    contacts.themselves(organizer, merged).stream()
                            .map(people::of)
                            .toList(),
                    search.sharingAddress(organizer, contact).stream()
                            .map(people::of)
                            .toList());
        });
    }

    private static @Nullable String next(OrganizerCode organizer, Contact contact, @Nullable String after) {
        return after == null
                ? null
                : "/o/" + organizer + "/contacts/" + contact.id() + "?after="
                        + URLEncoder.encode(after, StandardCharsets.UTF_8);
    }

    private static List<LineView> lines(TicketSearch.Involvement involved, People people) {
        return involved.lines().stream()
                .map(each -> new LineView(
                        each.ticket(),
                        each.line(),
                        people.of(each.line().oldContact()),
                        people.of(each.line().newContact())))
                .toList();
    }

    private static List<Fact> facts(Contact contact, PersonalDataView view, Formats fmt) {
        return Stream.of(
                        new Fact("email", view.address(contact.email())),
                        new Fact("title", contact.title()),
                        new Fact("firstName", view.name(contact.firstName())),
                        new Fact("lastName", view.name(contact.lastName())),
                        new Fact(
                                "birthDate",
                                view.other(contact.birthDate() == null ? null : fmt.date(contact.birthDate()))),
                        new Fact("nationality", view.other(contact.nationality())),
                        new Fact("idNumber", view.other(contact.idNumber())),
                        new Fact("mobilePhone", view.telephone(contact.mobilePhone())),
                        new Fact("country", view.other(contact.country())),
                        new Fact("language", contact.language()))
                .toList();
    }

    /** Names came when the contact was made, or completed. */
    private static @Nullable Origin origin(List<JournalLine> told) {
        return told.stream()
                .filter(line -> line.action().equals("created") || line.action().equals("completed"))
                .reduce((earlier, later) -> later)
                .map(line -> new Origin(line.action(), line.at(), line.actor(), line.runId()))
                .orElse(null);
    }

    /** The tickets of a person, for handing out: which, what became of them, and when; other people are left out. */
    List<Map<String, Object>> exported(OrganizerCode organizer, ContactId id) {
        return transactions.read(organizer, () -> {
            Contact contact = contacts.find(organizer, id).orElseThrow(() -> Refusal.notFound("contact", id));
            List<ContactId> all = new ArrayList<>(List.of(contact.id()));
            search.mergedInto(organizer, all).values().forEach(all::addAll);
            TicketSearch.Involvement involved = tickets.involvement(organizer, all, null, EXPORTED);
            List<Map<String, Object>> told = new ArrayList<>();
            involved.held()
                    .forEach(ticket ->
                            told.add(Map.of("ticketId", ticket.ticketId().value(), "holds", true)));
            involved.lines()
                    .forEach(each -> told.add(Map.of(
                            "ticketId", each.ticket().value(),
                            "action", each.line().action(),
                            "status", each.line().status(),
                            "role", all.contains(each.line().newContact()) ? "recipient" : "sender",
                            "recordedAt", each.line().recordedAt())));
            return told;
        });
    }
}
