package io.counterfoil.sync;

import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.EmailAddress;
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

/**
 * A diff entry made ready to be applied: in the tickets' words, with what it says of its spectator cleaned.
 *
 * @param details of the spectator whom the entry speaks of, with his address; null when it says nothing usable
 */
record Parcel(DiffEntry diff, WalletEntry entry, @Nullable ContactDetails details) {

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
        return new Parcel(diff, entry, details(diff));
    }

    TicketId ticketId() {
        return diff.ticketId();
    }

    /** Names are the person's own, and not only what a sender typed (contact rule 2). */
    boolean mayComplete() {
        Effect effect = LifecycleStatus.of(diff.status()).effect();
        return entry.followed() && details != null && effect != Effect.OPENS && effect != Effect.CANCELS;
    }

    /** What is odd about the entry, without personal data. */
    List<String> warnings() {
        if (details == null) {
            return diff.warnings();
        }
        List<String> warnings = new ArrayList<>(diff.warnings());
        warnings.addAll(details.warningsWithoutValues());
        return warnings;
    }

    private static @Nullable ContactDetails details(DiffEntry diff) {
        RawDetails raw = diff.spectator();
        if (raw == null) {
            return null;
        }
        String email = raw.email() == null ? impliedAddress(diff) : raw.email();
        if (email == null || EmailAddress.parse(email).isEmpty()) {
            return null;
        }
        return ContactDetails.clean(new RawDetails(
                email,
                raw.title(),
                raw.firstName(),
                raw.lastName(),
                raw.dateOfBirth(),
                raw.nationality(),
                raw.idCardNumber(),
                raw.phoneNumber(),
                raw.residenceCountry(),
                raw.language(),
                raw.allowPromoEmail(),
                raw.allowThirdPartyEmail()));
    }

    /** Without an address of their own, details speak of the recipient, or of the wallet owner (wallet contract). */
    private static @Nullable String impliedAddress(DiffEntry diff) {
        boolean transfer = LifecycleStatus.of(diff.status()).family() == LifecycleStatus.Family.TRANSFER;
        return transfer && diff.transfer() != null
                ? diff.transfer().recipientEmail()
                : diff.walletOwner().orNull();
    }

    /** PostgreSQL keeps microseconds: what is compared later must not be finer. */
    private static @Nullable Instant micros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
