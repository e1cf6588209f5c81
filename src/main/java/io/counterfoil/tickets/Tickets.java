package io.counterfoil.tickets;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of tickets, for reading: each answer is of one moment. */
public final class Tickets {
    private final TicketQueries queries;
    private final OrganizerTransactions transactions;
    private final Contacts contacts;

    Tickets(TicketQueries queries, OrganizerTransactions transactions, Contacts contacts) {
        this.queries = queries;
        this.transactions = transactions;
        this.contacts = contacts;
    }

    /**
     * A ticket with what stands beside it.
     *
     * @param lines the distribution history in fold order
     * @param people everybody whom ticket and lines name
     */
    public record View(Ticket ticket, List<Distribution> lines, Map<ContactId, Contact> people) {
        /** The line that is open, if one is. */
        public Optional<Distribution> open() {
            return lines.stream().filter(Distribution::isOpen).findFirst();
        }
    }

    /** Who held a ticket, and his contact. */
    public record HolderView(Holder holder, Map<ContactId, Contact> people) {}

    /** The ticket and its history; refused when it does not exist. */
    public View view(OrganizerCode organizer, TicketId ticket) {
        return transactions.read(organizer, () -> {
            Ticket found = require(organizer, ticket);
            List<Distribution> lines = queries.lines(organizer, ticket);
            return new View(found, lines, contacts.findAll(organizer, People.named(found.culturalContact(), lines)));
        });
    }

    /** Who held the ticket at a time, and the line that made it so. */
    public HolderView holder(OrganizerCode organizer, TicketId ticket, Instant at) {
        return transactions.read(organizer, () -> {
            require(organizer, ticket);
            List<Distribution> lines = queries.lines(organizer, ticket);
            Holder holder = HolderAt.of(lines, queries.firstContact(organizer, ticket), at);
            List<Distribution> shown = holder.line() == null ? List.of() : List.of(holder.line());
            return new HolderView(holder, contacts.findAll(organizer, People.named(holder.culturalContact(), shown)));
        });
    }

    /** The wallet's status log of the ticket, in fold order. */
    public List<WalletEntry> statusLog(OrganizerCode organizer, TicketId ticket) {
        return transactions.read(organizer, () -> {
            require(organizer, ticket);
            return queries.statusLog(organizer, ticket);
        });
    }

    /** Tickets in ticket-id order after a ticket. */
    public List<Ticket> list(OrganizerCode organizer, TicketFilter filter, @Nullable String after, int limit) {
        return transactions.read(organizer, () -> queries.list(organizer, filter, after, limit));
    }

    /** How many tickets are out of step. */
    public long countOutOfStep(OrganizerCode organizer) {
        return transactions.read(organizer, () -> queries.countOutOfStep(organizer));
    }

    /** The tickets that each name means, by ticket id or by tax number. */
    public Map<String, Set<TicketId>> named(OrganizerCode organizer, Set<String> names) {
        return transactions.read(organizer, () -> queries.named(organizer, names));
    }

    /** The tax numbers of those of the tickets that exist and have one. */
    public Map<TicketId, String> taxNumbers(OrganizerCode organizer, Collection<TicketId> tickets) {
        return transactions.read(organizer, () -> queries.taxNumbers(organizer, tickets));
    }

    /** Lines that went from or to one of the contacts, ticket by ticket in fold order. */
    public List<TicketLine> linesOf(OrganizerCode organizer, Collection<ContactId> contacts) {
        return transactions.read(organizer, () -> queries.linesOf(organizer, contacts));
    }

    private Ticket require(OrganizerCode organizer, TicketId ticket) {
        return queries.find(organizer, ticket).orElseThrow(() -> Refusal.notFound("ticket", ticket));
    }
}
