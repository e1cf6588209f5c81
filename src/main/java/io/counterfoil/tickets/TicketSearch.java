package io.counterfoil.tickets;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds tickets as people look for them. The effort of an answer has a bound, whatever is asked and however many tickets there
 * are; where that bound cuts, the answer says so.
 */
public final class TicketSearch {
    /** Tickets that one search by text shows at most. */
    public static final int MOST_FOUND = 50;

    private static final int LOOKED_AT = 3000;
    /** Where each ticket takes a second look, in another table. */
    private static final int LOOKED_AT_TWICE = 1500;

    private static final int EXPORTED_AT_ONCE = 1000;
    private static final int MOST_PAGES = 100;

    private final TicketSearchQueries queries;
    private final OrganizerTransactions transactions;
    private final Contacts contacts;
    private final TicketTextSearch texts;

    TicketSearch(
            TicketSearchQueries queries,
            OrganizerTransactions transactions,
            Contacts contacts,
            TicketTextSearch texts) {
        this.queries = queries;
        this.transactions = transactions;
        this.contacts = contacts;
        this.texts = texts;
    }

    /**
     * What somebody looks for; null: anything.
     *
     * @param text beginning of a ticket id or a seat, a whole tax number or barcode, a person's address or the beginning of
     *     names
     * @param openTransfer only those with an open line, the longest open first
     */
    public record Asked(
            @Nullable String text,
            @Nullable String eventId,
            @Nullable String state,
            @Nullable String mobileStatus,
            boolean outOfStep,
            boolean openTransfer) {
        boolean filtersRows() {
            return state != null || mobileStatus != null || openTransfer;
        }
    }

    /**
     * What was found.
     *
     * @param people the cultural contacts of the tickets
     * @param eventNames names of the tickets' events, of those that have one
     * @param next where the next page begins; null: there is no more
     * @param cut true: more than {@link #MOST_FOUND} fit, or there may be more among those that were not looked at
     * @param lookedAt how many tickets were looked at before the answer was given unfinished; 0: all that there are
     */
    public record Found(
            List<Ticket> tickets,
            Map<ContactId, Contact> people,
            Map<String, String> eventNames,
            @Nullable String next,
            boolean cut,
            int lookedAt) {}

    /** A line of a distribution history, and whose it is. */
    public record LineOf(TicketId ticket, Distribution line) {}

    /**
     * What contacts have to do with tickets.
     *
     * @param held tickets whose cultural contact one of them is now, in ticket-id order
     * @param next the ticket after which the next page of them begins; null: there is no more
     * @param lines from or to one of them, the last recorded first
     * @param people everybody whom the lines name
     * @param cut true: there are more lines
     */
    public record Involvement(
            List<Ticket> held,
            @Nullable String next,
            List<LineOf> lines,
            Map<ContactId, Contact> people,
            boolean cut) {}

    /**
     * @param ids a contact, and whoever was merged into it
     * @param after tickets that they hold after this one; null: from the first
     * @param limit of tickets and of lines, at most
     */
    public Involvement involvement(OrganizerCode organizer, List<ContactId> ids, @Nullable String after, int limit) {
        return transactions.read(organizer, () -> {
            List<Ticket> held = queries.heldBy(organizer, ids, Objects.requireNonNullElse(after, ""), limit + 1);
            List<LineOf> lines = queries.linesOf(organizer, ids, limit + 1);
            Map<ContactId, Boolean> named = new LinkedHashMap<>();
            for (LineOf each : lines) {
                named.put(each.line().newContact(), true);
                ContactId old = each.line().oldContact();
                if (old != null) {
                    named.put(old, true);
                }
            }
            return new Involvement(
                    most(held, limit),
                    held.size() > limit ? held.get(limit - 1).ticketId().value() : null,
                    most(lines, limit),
                    contacts.findAll(organizer, named.keySet()),
                    lines.size() > limit);
        });
    }

    private static <T> List<T> most(List<T> found, int limit) {
        return found.size() > limit ? List.copyOf(found.subList(0, limit)) : List.copyOf(found);
    }

    /** An event, for choosing one. */
    public record EventName(
            String eventId, @Nullable String name, @Nullable Instant startsAt) {}

    /**
     * The latest events, the last to start first.
     *
     * @param chosen is among them, or after them; null: none is
     */
    public List<EventName> events(OrganizerCode organizer, @Nullable String chosen, int limit) {
        return transactions.read(organizer, () -> queries.events(organizer, chosen, limit));
    }

    /** Names of the tickets' events, by id, of those that have one. */
    public Map<String, String> eventNames(OrganizerCode organizer, List<Ticket> of) {
        return transactions.read(organizer, () -> queries.eventNames(organizer, of));
    }

    /** Tickets in ticket-id order after a ticket, or the first that fit a text. */
    public Found find(OrganizerCode organizer, Asked asked, @Nullable String after, int limit) {
        return transactions.read(organizer, () -> {
            if (asked.text() != null) {
                TicketTextSearch.Some some = texts.some(organizer, asked, MOST_FOUND);
                return answer(organizer, some.tickets(), null, some.more(), 0);
            }
            if (asked.openTransfer()) {
                return whole(organizer, queries.openTransfers(organizer, asked, MOST_FOUND + 1));
            }
            return page(organizer, asked, after, limit);
        });
    }

    /**
     * Tickets for working on.
     *
     * @param cut true: there are more, or may be
     */
    public record First(List<TicketId> tickets, boolean cut) {}

    /** The first that fit. Those of a question that few fit are looked for among the first tickets only. */
    public First first(OrganizerCode organizer, Asked asked, int limit) {
        if (asked.text() != null) {
            TicketTextSearch.Some some = transactions.read(organizer, () -> texts.some(organizer, asked, limit));
            return new First(ids(some.tickets()), some.more());
        }
        List<TicketId> first = new ArrayList<>();
        String next = null;
        int pages = 0;
        do {
            String after = next;
            Found found = transactions.read(organizer, () -> page(organizer, asked, after, EXPORTED_AT_ONCE));
            first.addAll(ids(found.tickets()));
            next = found.next();
        } while (next != null && first.size() < limit && ++pages < MOST_PAGES);
        return new First(
                first.size() > limit ? List.copyOf(first.subList(0, limit)) : List.copyOf(first),
                next != null || first.size() > limit);
    }

    private static List<TicketId> ids(List<Ticket> tickets) {
        return tickets.stream().map(Ticket::ticketId).toList();
    }

    /**
     * All that fit, in constant memory: in ticket-id order, or for a text in the order of what it may mean. Each page is read by
     * itself, so that no connection waits for whoever reads slowly.
     */
    public void each(OrganizerCode organizer, Asked asked, Consumer<List<Ticket>> pages) {
        if (asked.text() != null) {
            texts.each(organizer, asked, pages);
            return;
        }
        String last = null;
        do {
            String after = last;
            Found found = transactions.read(organizer, () -> page(organizer, asked, after, EXPORTED_AT_ONCE));
            pages.accept(found.tickets());
            last = found.next();
        } while (last != null);
    }

    private Found whole(OrganizerCode organizer, List<Ticket> found) {
        boolean cut = found.size() > MOST_FOUND;
        return answer(organizer, cut ? found.subList(0, MOST_FOUND) : found, null, cut, 0);
    }

    private Found page(OrganizerCode organizer, Asked asked, @Nullable String after, int limit) {
        boolean bounded = asked.filtersRows() || (asked.outOfStep() && asked.eventId() != null);
        int look = TicketSearchQueries.looksAtBoth(asked) ? LOOKED_AT_TWICE : LOOKED_AT;
        List<Ticket> found = queries.page(organizer, asked, after, limit + 1, bounded ? look : limit + 1);
        if (found.size() > limit) {
            List<Ticket> shown = found.subList(0, limit);
            return answer(organizer, shown, shown.getLast().ticketId().value(), false, 0);
        }
        String end = bounded ? queries.endOfLook(organizer, asked, after, look) : null;
        return answer(organizer, found, end, false, end == null ? 0 : look);
    }

    private Found answer(
            OrganizerCode organizer, List<Ticket> tickets, @Nullable String next, boolean cut, int lookedAt) {
        Map<ContactId, Boolean> named = new LinkedHashMap<>();
        tickets.stream()
                .map(Ticket::culturalContact)
                .filter(Objects::nonNull)
                .forEach(contact -> named.put(contact, true));
        return new Found(
                List.copyOf(tickets),
                contacts.findAll(organizer, named.keySet()),
                queries.eventNames(organizer, tickets),
                next,
                cut,
                lookedAt);
    }
}
