package io.counterfoil.push;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that a push function has to push.
 *
 * @param state S-360's own state, with {@code stateChangedAt} the change that is pushed
 * @param walletOwner address of the last mobile owner, as the wallet wrote it
 */
record DueTicket(
        TicketId ticket,
        @Nullable String taxNumber,
        String state,
        Instant stateChangedAt,
        @Nullable String seat,
        @Nullable String barcode,
        @Nullable Event event,
        @Nullable ContactId culturalContact,
        @Nullable String walletOwner) {

    /**
     * What the wallet shows of the ticket's event.
     *
     * @param startsAt by the organizer's clocks
     */
    record Event(
            String eventId,
            @Nullable String name,
            @Nullable OffsetDateTime startsAt,
            @Nullable String venue) {}
}
