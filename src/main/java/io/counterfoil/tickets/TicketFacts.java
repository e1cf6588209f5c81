package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.TicketId;
import org.jspecify.annotations.Nullable;

/**
 * What the back office says of a ticket, as far as its history needs it.
 *
 * @param state S-360's own state
 * @param firstContact the contact that the first import said: where the fold begins
 * @param importedContact the contact that the last import said
 * @param injectedBy the interface whose wallet holds it; null: it was never injected
 */
public record TicketFacts(
        TicketId ticketId,
        @Nullable String taxNumber,
        String state,
        @Nullable ContactId firstContact,
        @Nullable ContactId importedContact,
        @Nullable String injectedBy) {}
