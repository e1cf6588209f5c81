package io.counterfoil.tickets;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.TicketTextQueries.Hit;
import io.counterfoil.tickets.TicketTextQueries.Kind;
import io.counterfoil.tickets.TicketTextQueries.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds tickets by a text: some to show, with a bound on the effort, or all of them, for an export. */
final class TicketTextSearch {
    /** Hits of each kind that are looked at before a filter; without one, as many as are shown. */
    private static final int LOOKED_AT = 1500;

    /** Of a name, the same. */
    private static final int PEOPLE_LOOKED_AT = 300;

    private static final int PEOPLE_AT_ONCE = 300;
    private static final int AT_ONCE = 1000;
    private static final List<Kind> OF_TICKETS = List.of(Kind.ID, Kind.TAX_NUMBER, Kind.BARCODE, Kind.SEAT);
    private static final List<Kind> OF_PEOPLE = List.of(Kind.HELD, Kind.PENDING);

    private final TicketTextQueries texts;
    private final TicketSearchQueries queries;
    private final OrganizerTransactions transactions;
    private final ContactSearch people;

    TicketTextSearch(
            TicketTextQueries texts,
            TicketSearchQueries queries,
            OrganizerTransactions transactions,
            ContactSearch people) {
        this.texts = texts;
        this.queries = queries;
        this.transactions = transactions;
        this.people = people;
    }

    /** @param more whether there may be more that fit */
    record Some(List<Ticket> tickets, boolean more) {}

    /** The first that fit, in ticket-id order, of those that were looked at. */
    Some some(OrganizerCode organizer, TicketSearch.Asked asked, int most) {
        String text = Objects.requireNonNull(asked.text());
        int limit = isFiltered(asked) ? PEOPLE_LOOKED_AT : most;
        List<ContactId> named = people.find(organizer, text, limit + 1).stream()
                .map(Contact::id)
                .toList();
        List<ContactId> shown = named.subList(0, Math.min(named.size(), limit));
        Some some = some(asked, new Question(organizer, text, withMerged(organizer, shown), asked.eventId()), most);
        String capitals = text.toUpperCase(Locale.ROOT);
        if (some.tickets().isEmpty() && !capitals.equals(text)) {
            // seats and ids are mostly in capitals, and mostly typed without
            some = some(asked, new Question(organizer, capitals, List.of(), asked.eventId()), most);
        }
        return new Some(some.tickets(), some.more() || named.size() > limit);
    }

    private Some some(TicketSearch.Asked asked, Question question, int most) {
        int limit = isFiltered(asked) ? LOOKED_AT : most + 1;
        boolean more = false;
        Set<String> found = new LinkedHashSet<>();
        for (Kind kind : question.people().isEmpty() ? OF_TICKETS : List.of(Kind.values())) {
            List<Hit> hits = texts.hits(kind, question, null, limit);
            hits.forEach(hit -> found.add(hit.ticket()));
            more |= hits.size() == limit;
        }
        List<Ticket> tickets =
                found.isEmpty() ? List.of() : queries.fitting(question.organizer(), asked, found, most + 1);
        return tickets.size() > most ? new Some(tickets.subList(0, most), true) : new Some(tickets, more);
    }

    private static boolean isFiltered(TicketSearch.Asked asked) {
        return asked.filtersRows() || asked.outOfStep() || asked.eventId() != null;
    }

    /** Tickets name the contact that they named before it was merged. */
    private List<ContactId> withMerged(OrganizerCode organizer, List<ContactId> named) {
        List<ContactId> all = new ArrayList<>(named);
        people.mergedInto(organizer, named).values().forEach(all::addAll);
        return all;
    }

    /**
     * All that fit, once each: first by what is written on them, then by who has them, then by who is to get them. Each page is
     * read by itself. What is remembered are only tickets with an open transfer, of which there are few at a time.
     */
    void each(OrganizerCode organizer, TicketSearch.Asked asked, Consumer<List<Ticket>> pages) {
        String text = Objects.requireNonNull(asked.text());
        Walk walk = new Walk(organizer, asked, text, pages);
        OF_TICKETS.forEach(kind -> walk.through(kind, List.of()));
        for (Kind kind : OF_PEOPLE) {
            ContactSearch.@Nullable Place place = ContactSearch.Place.FIRST;
            while (place != null) {
                ContactSearch.Place from = place;
                ContactSearch.Named page =
                        transactions.read(organizer, () -> people.named(organizer, text, from, PEOPLE_AT_ONCE));
                List<ContactId> ids = page.found().stream().map(Contact::id).toList();
                if (!ids.isEmpty()) {
                    walk.through(kind, transactions.read(organizer, () -> withMerged(organizer, ids)));
                }
                place = page.next();
            }
        }
        String capitals = text.toUpperCase(Locale.ROOT);
        if (!walk.any && !capitals.equals(text)) {
            Walk again = new Walk(organizer, asked, capitals, pages);
            OF_TICKETS.forEach(kind -> again.through(kind, List.of()));
        }
    }

    /** Goes through the kinds, and passes on what no kind before has passed on. */
    private final class Walk {
        private final OrganizerCode organizer;
        private final TicketSearch.Asked asked;
        private final String text;
        private final Consumer<List<Ticket>> pages;
        private final Set<TicketId> heldAndOpen = new HashSet<>();
        private boolean any;

        Walk(OrganizerCode organizer, TicketSearch.Asked asked, String text, Consumer<List<Ticket>> pages) {
            this.organizer = organizer;
            this.asked = asked;
            this.text = text;
            this.pages = pages;
        }

        void through(Kind kind, List<ContactId> ids) {
            Question question = new Question(organizer, text, ids, asked.eventId());
            List<Hit> hits = List.of();
            do {
                Hit after = hits.isEmpty() ? null : hits.getLast();
                hits = transactions.read(organizer, () -> texts.hits(kind, question, after, AT_ONCE));
                pass(kind, hits.stream().map(Hit::ticket).toList());
            } while (hits.size() == AT_ONCE);
        }

        private void pass(Kind kind, Collection<String> ids) {
            if (ids.isEmpty()) {
                return;
            }
            List<Ticket> fitting =
                    transactions.read(organizer, () -> queries.fitting(organizer, asked, ids, ids.size()));
            List<Ticket> fresh =
                    fitting.stream().filter(ticket -> !passed(kind, ticket)).toList();
            if (kind == Kind.HELD) {
                fresh.stream()
                        .filter(ticket -> ticket.openLine() != null)
                        .forEach(ticket -> heldAndOpen.add(ticket.ticketId()));
            }
            if (!fresh.isEmpty()) {
                any = true;
                pages.accept(fresh);
            }
        }

        /** Whether a kind before this one has had it. */
        private boolean passed(Kind kind, Ticket ticket) {
            return OF_TICKETS.stream()
                            .filter(earlier -> earlier.compareTo(kind) < 0)
                            .anyMatch(earlier -> fits(earlier, ticket))
                    || (kind == Kind.PENDING && heldAndOpen.contains(ticket.ticketId()));
        }

        private boolean fits(Kind kind, Ticket ticket) {
            return switch (kind) {
                case ID -> ticket.ticketId().value().startsWith(text);
                case TAX_NUMBER -> text.equals(ticket.taxNumber());
                case BARCODE -> text.equals(ticket.barcode());
                case SEAT -> ticket.seat() != null && ticket.seat().startsWith(text);
                case HELD, PENDING -> false;
            };
        }
    }
}
