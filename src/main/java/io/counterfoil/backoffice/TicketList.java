package io.counterfoil.backoffice;

import io.counterfoil.backoffice.People.Person;
import io.counterfoil.tickets.Ticket;
import io.counterfoil.tickets.TicketSearch;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the list of tickets shows, row by row as it is shown: what a template works out for each cell of many rows takes longer
 * than finding them.
 *
 * @param next path of the next page; null: there is none
 * @param export path of all that fit, for a spreadsheet
 * @param many path where all that fit are distributed or taken back; null: whoever looks may not
 * @param filtered whether anything was asked for
 */
record TicketList(
        TicketQuestion asked,
        List<Row> rows,
        List<Choice> events,
        List<Choice> states,
        List<Choice> statuses,
        @Nullable String next,
        String export,
        @Nullable String many,
        boolean cut,
        int lookedAt,
        boolean filtered) {
    private static final int LONGEST_NAME = 80;
    private static final String NOTHING = "–";

    /**
     * A ticket and who has it.
     *
     * @param path of its page
     * @param contact path of the page of whoever has it; null: nobody is known
     * @param address beneath the name, where it says more; null: nothing does
     * @param open whether a transfer is open
     */
    record Row(
            String id,
            String path,
            String event,
            String seat,
            String holder,
            @Nullable String contact,
            @Nullable String address,
            String mobile,
            String state,
            boolean open,
            boolean outOfStep) {}

    /** Something that can be chosen in a filter. */
    record Choice(String value, String name, boolean chosen) {}

    /**
     * A row.
     *
     * @param base of the organizer's pages, from the server's root on
     */
    static Row row(Ticket ticket, Person holder, @Nullable String event, String base, Formats fmt) {
        boolean saysMore =
                holder.isKnown() && !holder.email().isEmpty() && !holder.email().equals(holder.name());
        return new Row(
                ticket.ticketId().value(),
                base + "/ticket?id=" + URLEncoder.encode(ticket.ticketId().value(), StandardCharsets.UTF_8),
                Objects.requireNonNullElse(event, NOTHING),
                Objects.requireNonNullElse(ticket.seat(), NOTHING),
                holder.name(),
                holder.isKnown() ? base + "/contacts/" + holder.id() : null,
                saysMore ? holder.email() : null,
                fmt.word("mobile", ticket.mobileStatus()),
                fmt.word("ticket.state", ticket.state()),
                ticket.openLine() != null,
                ticket.outOfStep());
    }

    static List<Choice> events(List<TicketSearch.EventName> events, @Nullable String chosen) {
        return events.stream()
                .map(event -> {
                    String name = event.name() == null ? event.eventId() : event.name();
                    String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
                    return new Choice(event.eventId(), shown, event.eventId().equals(chosen));
                })
                .toList();
    }

    static List<Choice> choices(
            Collection<? extends Enum<?>> values, String words, @Nullable String chosen, Formats fmt) {
        return values.stream()
                .map(value -> new Choice(
                        value.name(), fmt.word(words, value), value.name().equals(chosen)))
                .toList();
    }
}
