package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it stands: what the back office says of it and what its phone says.
 *
 * @param state S-360's own state; the wallet never changes it
 * @param mobileStatus the wallet's word, as it came; null before the wallet said anything
 * @param walletOwner address as the wallet wrote it
 * @param ticketHolder JSON
 * @param outOfStep the wallet's owner is known and is not the cultural contact
 * @param openLine the line that is open, if one is
 */
public record Ticket(
        TicketId ticketId,
        @Nullable String taxNumber,
        String organization,
        @Nullable String eventId,
        @Nullable String seat,
        @Nullable String barcode,
        String state,
        @Nullable Instant injectedAt,
        @Nullable String injectedBy,
        @Nullable ContactId culturalContact,
        @Nullable String mobileStatus,
        @Nullable Instant mobileStatusAt,
        @Nullable String walletOwner,
        @Nullable String ticketHolder,
        boolean outOfStep,
        @Nullable UUID openLine) {}
