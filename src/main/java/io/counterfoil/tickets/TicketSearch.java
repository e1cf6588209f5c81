package io.counterfoil.tickets;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds tickets as people look for them. The effort of an answer has a bound, whatever is asked and however many tickets there
 * are; where that bound cuts, the answer says so.
 */
public final class TicketSearch {
    /** Tickets that one search by text finds at most. */
    public static final int MOST_FOUND = 100;

    private static final int LOOKED_AT = 3000;
    private static final int EXPORTED_AT_ONCE = 1000;

    private final TicketSearchQueries queries;
    private final OrganizerTransactions transactions;
    private final Contacts contacts;
    private final ContactSearch people;

    TicketSearch(
            TicketSearchQueries queries, OrganizerTransactions transactions, Contacts contacts, ContactSearch people) {
        this.queries = queries;
        this.transactions = transactions;
        this.contacts = contacts;
        this.people = people;
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
     * @param cut true: more than {@link #MOST_FOUND} fit, or more people of the name; the others are not shown
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
     * @param held tickets whose cultural contact one of them is now
     * @param lines from or to one of them, the last recorded first
     * @param people everybody whom the lines name
     * @param cut true: there are more of one or the other than {@link #MOST_FOUND}
     */
    public record Involvement(List<Ticket> held, List<LineOf> lines, Map<ContactId, Contact> people, boolean cut) {}

    /** @param ids a contact, and whoever was merged into it */
    public Involvement involvement(OrganizerCode organizer, List<ContactId> ids) {
        return transactions.read(organizer, () -> {
            List<Ticket> held = queries.heldBy(organizer, ids, MOST_FOUND + 1);
            List<LineOf> lines = queries.linesOf(organizer, ids, MOST_FOUND + 1);
            Map<ContactId, Boolean> named = new LinkedHashMap<>();
            for (LineOf each : lines) {
                named.put(each.line().newContact(), true);
                ContactId old = each.line().oldContact();
                if (old != null) {
                    named.put(old, true);
                }
            }
            return new Involvement(
                    most(held),
                    most(lines),
                    contacts.findAll(organizer, named.keySet()),
                    held.size() > MOST_FOUND || lines.size() > MOST_FOUND);
        });
    }

    private static <T> List<T> most(List<T> found) {
        return found.size() > MOST_FOUND ? List.copyOf(found.subList(0, MOST_FOUND)) : List.copyOf(found);
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

    /** Tickets in ticket-id order after a ticket, or the first that fit a text. */
    public Found find(OrganizerCode organizer, Asked asked, @Nullable String after, int limit) {
        return transactions.read(organizer, () -> {
            if (asked.text() != null) {
                return byText(organizer, asked);
            }
            if (asked.openTransfer()) {
                return whole(organizer, queries.openTransfers(organizer, asked, MOST_FOUND + 1), false);
            }
            return page(organizer, asked, after, limit);
        });
    }

    /**
     * All that fit, in constant memory: in ticket-id order, or the first {@link #MOST_FOUND} that fit a text. Each page is read
     * by itself, so that no connection waits for whoever reads slowly.
     */
    public void each(OrganizerCode organizer, Asked asked, Consumer<List<Ticket>> pages) {
        if (asked.text() != null) {
            pages.accept(find(organizer, asked, null, MOST_FOUND).tickets());
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

    private Found byText(OrganizerCode organizer, Asked asked) {
        String text = Objects.requireNonNull(asked.text());
        List<ContactId> named = people.find(organizer, text, MOST_FOUND + 1).stream()
                .map(Contact::id)
                .toList();
        boolean more = named.size() > MOST_FOUND;
        List<ContactId> all = withMerged(organizer, named.subList(0, Math.min(named.size(), MOST_FOUND)));
        List<Ticket> found = queries.byText(organizer, asked, text, all, MOST_FOUND + 1);
        String capitals = text.toUpperCase(Locale.ROOT);
        // seats and ids are mostly in capitals, and mostly typed without
        return whole(
                organizer,
                found.isEmpty() && !capitals.equals(text)
                        ? queries.byText(organizer, asked, capitals, List.of(), MOST_FOUND + 1)
                        : found,
                more);
    }

    /** Tickets name the contact that they named before it was merged. */
    private List<ContactId> withMerged(OrganizerCode organizer, List<ContactId> named) {
        List<ContactId> all = new ArrayList<>(named);
        people.mergedInto(organizer, named).values().forEach(all::addAll);
        return all;
    }

    /** @param more whether there are more people of the name than were asked for their tickets */
    private Found whole(OrganizerCode organizer, List<Ticket> found, boolean more) {
        boolean cut = found.size() > MOST_FOUND;
        return answer(organizer, cut ? found.subList(0, MOST_FOUND) : found, null, cut || more, 0);
    }

    private Found page(OrganizerCode organizer, Asked asked, @Nullable String after, int limit) {
        boolean bounded = asked.filtersRows() || (asked.outOfStep() && asked.eventId() != null);
        List<Ticket> found = queries.page(organizer, asked, after, limit + 1, bounded ? LOOKED_AT : limit + 1);
        if (found.size() > limit) {
            List<Ticket> shown = found.subList(0, limit);
            return answer(organizer, shown, shown.getLast().ticketId().value(), false, 0);
        }
        String end = bounded ? queries.endOfLook(organizer, asked, after, LOOKED_AT) : null;
        return answer(organizer, found, end, false, end == null ? 0 : LOOKED_AT);
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
