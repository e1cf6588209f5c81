package io.counterfoil.wallet;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the organizer injected it.
 *
 * @param startsIn by which clocks the organizer told the start; null: he did not say
 * @param seat as text; an object is kept as compact JSON
 * @param barcode what the code on the phone shows at the door; shown only while activated
 * @param maxTransfers null: as often as people like
 */
record TicketFace(
        String ticketId,
        @Nullable String taxNumber,
        @Nullable String eventId,
        @Nullable String eventName,
        @Nullable Instant startsAt,
        @Nullable ZoneOffset startsIn,
        @Nullable String venue,
        @Nullable String seat,
        @Nullable String barcode,
        @Nullable Integer maxTransfers,
        Duration transferTimeout) {}
