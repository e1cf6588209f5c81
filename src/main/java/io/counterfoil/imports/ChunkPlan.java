package io.counterfoil.imports;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.ImportedTicketStore.FirstImport;
import io.counterfoil.tickets.PagePeople;
import io.counterfoil.tickets.StoredTicket;
import io.counterfoil.tickets.TicketLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the rows of a chunk come to, in memory, in their order: a ticket's second row is compared with what its first one made
 * of it. Source: distribution rule 7.
 */
final class ChunkPlan {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<TicketId, StoredTicket> known;
    private final AddressBook book;
    private final Instant now;
    private final Map<TicketId, StoredTicket> present = new LinkedHashMap<>();
    private final Map<TicketId, @Nullable ContactId> firstContacts = new LinkedHashMap<>();
    private final List<Claim> claims = new ArrayList<>();
    private final Set<Long> effective = new LinkedHashSet<>();

    ChunkPlan(Map<TicketId, StoredTicket> known, AddressBook book, Instant now) {
        this.known = known;
        this.book = book;
        this.now = now;
    }

    /** A row of a known ticket that names a contact. */
    private record Claim(long line, TicketId ticket, ContactDetails contact, EmailAddress address) {}

    /** What a row says of its ticket; and whose a new ticket is. Whether another one changes hands is for {@link #move}. */
    void take(ImportRow row) {
        ContactDetails contact = row.contact();
        if (contact != null) {
            book.complete(contact);
        }
        TicketId id = row.ticket().ticketId();
        StoredTicket before = present.getOrDefault(id, known.get(id));
        if (before == null) {
            ContactId first = contact == null ? null : find(List.of(), contact, address(contact));
            firstContacts.put(id, first);
            present.put(id, StoredTicket.fresh(row.ticket(), first));
            effective.add(row.line());
            return;
        }
        StoredTicket after = before.with(row.ticket());
        if (!after.equals(before)) {
            present.put(id, after);
            effective.add(row.line());
        }
        if (contact != null && !isLastImported(after.importedContact(), address(contact))) {
            claims.add(new Claim(row.line(), id, contact, address(contact)));
        }
    }

    /** Tickets that may change hands: their ledgers are wanted, after the new ones were inserted. */
    Set<TicketId> maybeMoving() {
        Set<TicketId> tickets = new LinkedHashSet<>();
        claims.forEach(claim -> tickets.add(claim.ticket()));
        return tickets;
    }

    /** Gives tickets to the contacts that the rows name, where the import before said another. */
    void move(Map<TicketId, TicketLedger> ledgers, String actor, PagePeople people) {
        for (Claim claim : claims) {
            TicketLedger ledger = Objects.requireNonNull(ledgers.get(claim.ticket()));
            ContactId last = ledger.importedContact();
            if (isLastImported(last, claim.address())) {
                continue;
            }
            ContactId contact = find(ledger.preferredContacts(), claim.contact(), claim.address());
            ledger.importContact(contact, actor, now, people);
            StoredTicket ticket = present.getOrDefault(claim.ticket(), known.get(claim.ticket()));
            present.put(claim.ticket(), Objects.requireNonNull(ticket).imported(contact));
            effective.add(claim.line());
        }
    }

    /** New tickets with the contact that their first row named. */
    List<FirstImport> fresh() {
        List<FirstImport> fresh = new ArrayList<>(firstContacts.size());
        firstContacts.forEach(
                (id, first) -> fresh.add(new FirstImport(Objects.requireNonNull(present.get(id)), first)));
        return fresh;
    }

    /** Tickets to be updated: known ones, and new ones that a later row gave to another contact. */
    List<StoredTicket> changed() {
        return present.values().stream()
                .filter(ticket -> !firstContacts.containsKey(ticket.ticketId())
                        || !Objects.equals(firstContacts.get(ticket.ticketId()), ticket.importedContact()))
                .toList();
    }

    int rowsWithEffect() {
        return effective.size();
    }

    /** One journal line for each ticket, people by id. */
    List<Change> changes() {
        return present.values().stream().map(this::change).toList();
    }

    private Change change(StoredTicket ticket) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("organization", ticket.organization());
        body.put("event", ticket.eventId());
        body.put("state", ticket.state());
        body.put("importedContact", Objects.toString(ticket.importedContact(), null));
        String action = firstContacts.containsKey(ticket.ticketId()) ? "created" : "imported";
        return new Change("ticket", ticket.ticketId().value(), action, null, JSON.writeValueAsString(body));
    }

    private boolean isLastImported(@Nullable ContactId last, EmailAddress address) {
        return last != null && book.has(last, address);
    }

    /** Whom the row means. It is said now, so an erased contact is not meant: whoever comes back is somebody new. */
    private ContactId find(List<ContactId> preferred, ContactDetails contact, EmailAddress address) {
        return book.find(address, preferred, now, false).orElseGet(() -> book.create(address, contact));
    }

    private static EmailAddress address(ContactDetails contact) {
        return Objects.requireNonNull(contact.address(), "RowReader refuses a contact without address");
    }
}
