package io.counterfoil.wallet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One ticket in the wallet, in hand: read and changed within the transaction that has locked its organizer, by one thread.
 */
final class WalletTicket {
    TicketFace face;
    UUID addressedTo;
    Account owner;
    WalletStatus status = WalletStatus.INJECTED;
    Instant statusAt;
    long lastSequence;
    long ownerSequence;

    @Nullable
    String holderFirstName;

    @Nullable
    String holderLastName;

    @Nullable
    Instant downloadedAt;

    @Nullable
    Instant activatedAt;

    @Nullable
    Instant controlledAt;

    @Nullable
    Instant deletionAt;

    @Nullable
    Instant deletedAt;

    int transfersUsed;

    @Nullable
    String receivedBy;

    @Nullable
    String reassignmentId;

    long reassignmentSequence;

    @Nullable
    Transfer open;

    WalletTicket(TicketFace face, UUID addressedTo, Account owner, Instant statusAt) {
        this.face = face;
        this.addressedTo = addressedTo;
        this.owner = owner;
        this.statusAt = statusAt;
    }

    String id() {
        return face.ticketId();
    }

    /** The ticket begins anew in another's hands. */
    void give(Account newOwner, @Nullable String by) {
        owner = newOwner;
        receivedBy = by;
        holderFirstName = null;
        holderLastName = null;
        downloadedAt = null;
        activatedAt = null;
    }
}
