package io.counterfoil.imports;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.tickets.ImportedTicket;
import io.counterfoil.tickets.ImportedTicketStore;
import io.counterfoil.tickets.PagePeople;
import io.counterfoil.tickets.StoredTicket;
import io.counterfoil.tickets.TicketLedger;
import io.counterfoil.tickets.TicketLedgers;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Some rows of an import in one transaction, with a number of statements that does not hang on theirs: what is said of the
 * tickets first, then whose they are, then whoever has waited for them.
 */
final class ChunkImport {
    private final ImportedTicketStore tickets;
    private final TicketLedgers ledgers;
    private final Organizers organizers;
    private final Contacts contacts;
    private final AfterImport after;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    ChunkImport(
            ImportedTicketStore tickets,
            TicketLedgers ledgers,
            Organizers organizers,
            Contacts contacts,
            AfterImport after,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.tickets = tickets;
        this.ledgers = ledgers;
        this.organizers = organizers;
        this.contacts = contacts;
        this.after = after;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** How many of the rows made or changed a ticket. Within the organizer's writing transaction. */
    int apply(OrganizerCode organizer, String actor, List<ImportRow> rows) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<TicketId> named = new LinkedHashSet<>();
        rows.forEach(row -> named.add(row.ticket().ticketId()));
        Map<TicketId, StoredTicket> stored = tickets.stored(organizer, named);
        AddressBook book = contacts.addressBook(organizer, addresses(rows, stored.values()));

        ChunkPlan plan = new ChunkPlan(stored, book, now);
        rows.forEach(plan::take);
        makeKnown(organizer, actor, rows);
        tickets.insert(organizer, plan.fresh(), now);
        Set<TicketId> maybe = plan.maybeMoving();
        Map<TicketId, TicketLedger> moving = maybe.isEmpty() ? Map.of() : ledgers.of(organizer, maybe, false);
        plan.move(moving, actor, new PagePeople(book, ids));
        tickets.update(organizer, plan.changed(), now);

        List<Change> changes = new ArrayList<>(contacts.store(organizer, actor, book, null));
        changes.addAll(plan.changes());
        if (!moving.isEmpty()) {
            changes.addAll(ledgers.store(organizer, moving.values(), book, null));
        }
        journal.append(organizer, actor, changes);
        if (!plan.fresh().isEmpty()) {
            after.ticketsImported(
                    organizer,
                    plan.fresh().stream()
                            .map(first -> first.ticket().ticketId())
                            .toList());
        }
        return plan.rowsWithEffect();
    }

    /** The rows' contacts, and the wallet owners, by whom it is told whether a ticket is out of step. */
    private static List<EmailAddress> addresses(List<ImportRow> rows, Collection<StoredTicket> stored) {
        List<EmailAddress> addresses = new ArrayList<>();
        for (ImportRow row : rows) {
            ContactDetails contact = row.contact();
            if (contact != null) {
                Optional.ofNullable(contact.address()).ifPresent(addresses::add);
            }
        }
        stored.forEach(ticket -> EmailAddress.parse(ticket.walletOwner()).ifPresent(addresses::add));
        return addresses;
    }

    private void makeKnown(OrganizerCode organizer, String actor, List<ImportRow> rows) {
        Set<String> organizations = new LinkedHashSet<>();
        Map<String, ImportedTicket.Event> events = new TreeMap<>();
        for (ImportRow row : rows) {
            organizations.add(row.ticket().organization());
            ImportedTicket.Event event = row.ticket().event();
            if (event != null) {
                events.merge(event.eventId(), event, ImportedTicket.Event::with);
            }
        }
        organizers.ensureOrganizations(organizer, organizations, actor);
        tickets.upsertEvents(organizer, List.copyOf(events.values()));
    }
}
