package io.counterfoil.sync;

import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a diff page, readable as far as its form goes; whether its addresses are usable is decided later, where
 * they are needed. Source: wallet contract, {@code GET {url}/diff}.
 *
 * @param status as it came, known or not
 * @param statusDate null where absent or broken; broken adds a warning
 * @param walletOwner the address as it came
 * @param ticketHolder the holder as compact JSON
 * @param details what {@code spectator} says, cleaned, with the address of whom it speaks; null when nothing usable
 * @param digest first 16 bytes of the SHA-256 of all known members: equal for repeats, whatever their spelling
 * @param raw the entry's bytes as they came
 */
record DiffEntry(
        TicketId ticketId,
        @Nullable String taxNumber,
        @Nullable Long sequence,
        String status,
        @Nullable Instant statusDate,
        Told<String> walletOwner,
        Told<String> ticketHolder,
        @Nullable RawDetails spectator,
        @Nullable TransferBlock transfer,
        @Nullable ContactDetails details,
        UUID digest,
        byte[] raw,
        List<String> warnings)
        implements DiffItem {

    /** The entry's transfer block. Addresses as they came. */
    record TransferBlock(
            @Nullable String transferId,
            @Nullable String senderEmail,
            @Nullable String recipientEmail,
            @Nullable Instant initiatedAt,
            @Nullable Instant endedAt,
            @Nullable String reason) {}
}
