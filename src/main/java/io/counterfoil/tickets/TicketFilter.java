package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets are asked for; null: any.
 *
 * @param outOfStep only those whose wallet owner is not the cultural contact
 */
public record TicketFilter(
        @Nullable String eventId,
        @Nullable String mobileStatus,
        @Nullable ContactId culturalContact,
        boolean outOfStep) {
    public static final TicketFilter ALL = new TicketFilter(null, null, null, false);

    /** Tickets whose wallet owner is known and is not the cultural contact. */
    public static final TicketFilter OUT_OF_STEP = new TicketFilter(null, null, null, true);
}
