package io.counterfoil.sync;

import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Told;
import io.counterfoil.tickets.LifecycleStatus;
import org.jspecify.annotations.Nullable;

/** Whom an entry's {@code spectatorDetails} speak of, cleaned. Source: wallet contract, entries. */
final class SpectatorDetails {
    private SpectatorDetails() {}

    /** The details with their address, or null when they say nothing usable. */
    static @Nullable ContactDetails of(
            String status,
            @Nullable RawDetails raw,
            DiffEntry.@Nullable TransferBlock transfer,
            Told<String> walletOwner) {
        if (raw == null) {
            return null;
        }
        String email = raw.email() == null ? impliedAddress(status, transfer, walletOwner) : raw.email();
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

    /** Without an address of their own, details speak of the recipient, or of the wallet owner. */
    private static @Nullable String impliedAddress(
            String status, DiffEntry.@Nullable TransferBlock transfer, Told<String> walletOwner) {
        boolean family = LifecycleStatus.of(status).family() == LifecycleStatus.Family.TRANSFER;
        return family && transfer != null ? transfer.recipientEmail() : walletOwner.orNull();
    }
}
