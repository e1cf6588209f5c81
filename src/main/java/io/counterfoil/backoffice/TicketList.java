package io.counterfoil.backoffice;

import io.counterfoil.backoffice.People.Person;
import io.counterfoil.tickets.Ticket;
import io.counterfoil.tickets.TicketSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the list of tickets shows.
 *
 * @param next path of the next page; null: there is none
 * @param export path of all that fit, for a spreadsheet
 * @param filtered whether anything was asked for
 */
record TicketList(
        TicketQuestion asked,
        List<Row> rows,
        List<TicketSearch.EventName> events,
        @Nullable String next,
        String export,
        boolean cut,
        int lookedAt,
        boolean filtered) {

    /** A ticket and who has it. */
    record Row(Ticket ticket, Person holder, @Nullable String event) {}
}
