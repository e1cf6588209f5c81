package io.counterfoil.sync;

import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LifecycleStatus;
import io.counterfoil.tickets.LifecycleStatus.Effect;
import io.counterfoil.tickets.LogItem.Stream;
import io.counterfoil.tickets.LogItem.Transfer;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A diff entry made ready to be applied: in the tickets' words. */
record Parcel(DiffEntry diff, WalletEntry entry) {

    /**
     * How entries are taken in.
     *
     * @param followed whether distribution is switched on: false refreshes details only
     * @param receivedAt when the page came
     */
    record Taking(Stream stream, boolean followed, UUID runId, Instant receivedAt) {}

    static Parcel of(DiffEntry diff, Taking taking) {
        DiffEntry.TransferBlock block = diff.transfer();
        WalletEntry entry = new WalletEntry(
                diff.digest(),
                0,
                taking.stream(),
                diff.sequence(),
                diff.status(),
                micros(diff.statusDate()),
                diff.walletOwner(),
                diff.ticketHolder(),
                diff.spectator() == null ? null : diff.spectator().email(),
                block == null
                        ? null
                        : new Transfer(
                                block.transferId(),
                                block.senderEmail(),
                                block.recipientEmail(),
                                micros(block.initiatedAt()),
                                micros(block.endedAt()),
                                block.reason()),
                taking.followed(),
                taking.runId(),
                taking.receivedAt());
        return new Parcel(diff, entry);
    }

    TicketId ticketId() {
        return diff.ticketId();
    }

    /** See {@link DiffEntry#details}. */
    @Nullable
    ContactDetails details() {
        return diff.details();
    }

    /** Names are the person's own, and not only what a sender typed (contact rule 2). */
    boolean mayComplete() {
        Effect effect = LifecycleStatus.of(diff.status()).effect();
        return entry.followed() && details() != null && effect != Effect.OPENS && effect != Effect.CANCELS;
    }

    /** What is odd about the entry, without personal data. */
    List<String> warnings() {
        ContactDetails details = details();
        if (details == null) {
            return diff.warnings();
        }
        List<String> warnings = new ArrayList<>(diff.warnings());
        warnings.addAll(details.warningsWithoutValues());
        return warnings;
    }

    /** PostgreSQL keeps microseconds: what is compared later must not be finer. */
    private static @Nullable Instant micros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
