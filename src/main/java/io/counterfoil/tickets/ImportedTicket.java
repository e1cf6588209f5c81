package io.counterfoil.tickets;

import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an import row says of a ticket, its contact apart. Null: not said, which keeps what is known.
 *
 * @param state null: as it was, {@code NOT_PRINTED} for a new ticket
 */
public record ImportedTicket(
        TicketId ticketId,
        String organization,
        @Nullable String taxNumber,
        @Nullable Event event,
        @Nullable String seat,
        @Nullable String barcode,
        @Nullable TicketState state) {

    /** An event, made known when it is named first. */
    public record Event(
            String eventId,
            @Nullable String name,
            @Nullable Instant startsAt,
            @Nullable String venue) {
        /** The event after another row that names it: what that row does not say stays. */
        public Event with(Event later) {
            return new Event(
                    eventId,
                    later.name() == null ? name : later.name(),
                    later.startsAt() == null ? startsAt : later.startsAt(),
                    later.venue() == null ? venue : later.venue());
        }
    }
}
