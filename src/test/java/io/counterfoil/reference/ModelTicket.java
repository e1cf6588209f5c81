package io.counterfoil.reference;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A ticket as its wallet has it. */
final class ModelTicket {
    final String id;
    /** Which of the wallets has it. */
    int wallet;
    /** Account that has it, or to which it will be injected. */
    String owner;

    @Nullable
    String ownerBefore;

    @Nullable
    String holder;

    boolean injected;
    boolean activated;
    boolean controlled;
    boolean deleting;
    boolean deleted;
    /** Entries of it never carry a transfer block, as in the vendor's oldest form. */
    boolean withoutBlocks;
    /** Its blocks carry no ids. */
    boolean withoutIds;
    /** The back office waits for an answer about it. */
    boolean requested;

    @Nullable
    String transferId;

    @Nullable
    String recipient;

    @Nullable
    Instant initiatedAt;

    @Nullable
    ReferenceEntry lastChange;

    ModelTicket(String id, int wallet, String owner) {
        this.id = id;
        this.wallet = wallet;
        this.owner = owner;
    }

    boolean canMove() {
        return injected && !controlled && !deleting && !deleted;
    }

    void closeTransfer() {
        transferId = null;
        recipient = null;
        initiatedAt = null;
    }

    void moveTo(String other) {
        ownerBefore = owner;
        owner = other;
        holder = null;
        activated = false;
        closeTransfer();
    }
}
