package io.counterfoil.tickets;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happened to the tickets of an event, for people who watch. Each answer reads the event's tickets once. */
public final class EventFigures {
    /** How many tickets and people a ranking names. */
    public static final int MOST_RANKED = 20;

    private final EventFigureQueries queries;
    private final OrganizerTransactions transactions;
    private final Contacts contacts;

    EventFigures(EventFigureQueries queries, OrganizerTransactions transactions, Contacts contacts) {
        this.queries = queries;
        this.transactions = transactions;
        this.contacts = contacts;
    }

    /** An event. */
    public record Event(
            String eventId,
            @Nullable String name,
            @Nullable Instant startsAt,
            @Nullable String venue) {}

    /**
     * How many tickets came to a status, or left it, on a day.
     *
     * @param delta those that came minus those that left
     */
    public record StatusChange(Instant day, String status, long delta) {}

    /**
     * Tickets that had been on a phone by a time before the event, as far as the wallet told anything that proves it.
     *
     * @param before how long before it starts
     */
    public record Downloaded(Duration before, long tickets) {}

    /** A ticket that went through many hands. */
    public record Chain(TicketId ticket, int transfers) {}

    /** A person who received many tickets. */
    public record Receiver(ContactId contact, long tickets) {}

    /**
     * All of it.
     *
     * @param byStatus tickets by mobile status now; the empty text: the wallet has said nothing
     * @param changes by day, oldest first
     * @param perHour transfers by the hour in which they began, all that there ever were, hours without any left out
     * @param average tickets that a receiver of any received, on average
     * @param people everybody whom the rankings name
     */
    public record Figures(
            Event event,
            long tickets,
            Map<String, Long> byStatus,
            List<StatusChange> changes,
            List<Downloaded> downloaded,
            List<TransferFigures.Hour> perHour,
            List<Chain> chains,
            List<Receiver> receivers,
            double average,
            Map<ContactId, Contact> people) {}

    /**
     * @param before how long before the event downloads are counted
     * @param zone whose days and hours they are
     */
    public Figures of(OrganizerCode organizer, String eventId, List<Duration> before, ZoneId zone) {
        return transactions.read(organizer, () -> {
            Event event = queries.event(organizer, eventId).orElseThrow(() -> Refusal.notFound("event", eventId));
            Map<String, Long> byStatus = queries.byStatus(organizer, eventId);
            List<Receiver> receivers = queries.receivers(organizer, eventId, MOST_RANKED);
            Set<ContactId> named = new LinkedHashSet<>();
            receivers.forEach(receiver -> named.add(receiver.contact()));
            return new Figures(
                    event,
                    byStatus.values().stream().mapToLong(Long::longValue).sum(),
                    byStatus,
                    queries.changes(organizer, eventId, zone),
                    event.startsAt() == null
                            ? List.of()
                            : queries.downloaded(organizer, eventId, event.startsAt(), before),
                    queries.perHour(organizer, eventId, zone),
                    queries.chains(organizer, eventId, MOST_RANKED),
                    receivers,
                    queries.average(organizer, eventId),
                    contacts.findAll(organizer, named));
        });
    }

    /**
     * Events by their start, the last first, those without one at the end.
     *
     * @param after the event after which they begin; null, or one that is not there: from the first on
     */
    public List<Event> list(OrganizerCode organizer, @Nullable String after, int limit) {
        return transactions.read(organizer, () -> {
            Event last = after == null ? null : queries.event(organizer, after).orElse(null);
            return queries.list(organizer, last, limit);
        });
    }

    /** The event. */
    public Event require(OrganizerCode organizer, String eventId) {
        return transactions.read(
                organizer,
                () -> queries.event(organizer, eventId).orElseThrow(() -> Refusal.notFound("event", eventId)));
    }

    /**
     * All tickets of an event in ticket-id order, in constant memory. Each page is read by itself, so that no connection waits
     * for whoever reads slowly.
     */
    public void each(OrganizerCode organizer, String eventId, Consumer<List<Ticket>> pages) {
        String last = null;
        List<Ticket> page;
        do {
            String after = last;
            page = transactions.read(organizer, () -> queries.page(organizer, eventId, after));
            if (!page.isEmpty()) {
                pages.accept(page);
                last = page.getLast().ticketId().value();
            }
        } while (!page.isEmpty());
    }
}
