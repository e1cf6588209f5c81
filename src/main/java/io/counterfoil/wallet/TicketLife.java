package io.counterfoil.wallet;

import io.counterfoil.wallet.Verdict.Accepted;
import io.counterfoil.wallet.Verdict.Rejected;
import io.counterfoil.wallet.Verdict.Unchanged;
import io.counterfoil.wallet.WhatIsAllowed.Facts;
import io.counterfoil.wallet.WhatIsAllowed.No;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to one ticket in hand, each with the changes that it tells. Whatever ends an open transfer
 * from outside tells its failure first, with a lower sequence of its own.
 */
final class TicketLife {
    private final WalletTicket ticket;
    private final ChangeLog log;
    private final Instant now;

    TicketLife(WalletTicket ticket, ChangeLog log, Instant now) {
        this.ticket = ticket;
        this.log = log;
        this.now = now;
    }

    /** Tells the new ticket. */
    Verdict inject() {
        long sequence = log.tell(ticket, WalletStatus.INJECTED, now, null);
        ticket.ownerSequence = sequence;
        return new Accepted(sequence);
    }

    /** Gives up an open transfer whose time is over, as of the moment when it was. */
    void expire() {
        if (ticket.open != null && !ticket.open.deadline().isAfter(now)) {
            fail(ticket.open, ticket.open.deadline(), "TIMEOUT");
        }
    }

    // the spectator

    Verdict download(Account who) {
        return allowed(
                WalletAction.DOWNLOAD,
                who,
                () -> {
                    ticket.downloadedAt = now;
                    return log.tell(ticket, WalletStatus.DOWNLOADED, now, ticket.open);
                },
                ticket.downloadedAt != null);
    }

    Verdict assign(Account who, @Nullable String firstName, @Nullable String lastName) {
        boolean same =
                Objects.equals(firstName, ticket.holderFirstName) && Objects.equals(lastName, ticket.holderLastName);
        return allowed(
                WalletAction.ASSIGN,
                who,
                () -> {
                    ticket.holderFirstName = firstName;
                    ticket.holderLastName = lastName;
                    return log.tell(ticket, WalletStatus.ASSIGNED, now, null);
                },
                same);
    }

    Verdict activate(Account who, WalletStatus how) {
        return allowed(
                WalletAction.ACTIVATE,
                who,
                () -> {
                    ticket.activatedAt = now;
                    return log.tell(ticket, how, now, null);
                },
                ticket.activatedAt != null);
    }

    Verdict deactivate(Account who) {
        return allowed(
                WalletAction.DEACTIVATE,
                who,
                () -> {
                    ticket.activatedAt = null;
                    return log.tell(ticket, WalletStatus.DEACTIVATED, now, null);
                },
                false);
    }

    Verdict transfer(Account who, Account recipient, String transferId) {
        return allowed(
                WalletAction.TRANSFER,
                who,
                recipient,
                () -> {
                    Transfer transfer = begin(Transfer.Direction.FORWARD, recipient, transferId);
                    ticket.open = transfer;
                    log.keep(transfer);
                    return log.tell(ticket, WalletStatus.PENDING_TRANSFER, now, transfer);
                },
                false);
    }

    Verdict accept(Account who) {
        return allowed(
                WalletAction.ACCEPT,
                who,
                () -> {
                    Transfer transfer = Objects.requireNonNull(ticket.open);
                    ticket.open = null;
                    ticket.transfersUsed++;
                    ticket.give(transfer.recipient(), transfer.id());
                    return complete(transfer);
                },
                false);
    }

    Verdict reject(Account who) {
        return allowed(
                WalletAction.REJECT, who, () -> fail(Objects.requireNonNull(ticket.open), now, "REJECTED"), false);
    }

    Verdict cancel(Account who) {
        return allowed(
                WalletAction.CANCEL, who, () -> fail(Objects.requireNonNull(ticket.open), now, "CANCELLED"), false);
    }

    /** Gives the ticket back to the sender of {@code received}, at once and without asking him; uses up no transfer. */
    Verdict giveBack(Account who, @Nullable Transfer received, String transferId) {
        return allowed(
                WalletAction.RETURN,
                who,
                () -> {
                    Transfer former = Objects.requireNonNull(received);
                    Transfer transfer = begin(Transfer.Direction.RETURN, former.sender(), transferId);
                    ticket.give(former.sender(), former.formerTransfer());
                    return complete(transfer);
                },
                false);
    }

    Verdict confirmDeletion(Account who) {
        return allowed(WalletAction.CONFIRM_DELETION, who, this::delete, ticket.deletedAt != null);
    }

    // the organizer

    /** Withdraws the ticket. It is gone when its phone confirms; at once where no phone has it. */
    Verdict invalidate() {
        if (ticket.deletionAt != null) {
            return new Unchanged(ticket.lastSequence);
        }
        endOpen("INVALIDATED");
        ticket.deletionAt = now;
        ticket.activatedAt = null;
        long sequence = log.tell(ticket, WalletStatus.DELETION_PENDING, now, null);
        return new Accepted(ticket.downloadedAt == null ? delete() : sequence);
    }

    Verdict control(Instant at) {
        if (ticket.controlledAt != null) {
            return new Unchanged(ticket.lastSequence);
        }
        if (ticket.deletionAt != null) {
            return Rejected.because(No.DELETED);
        }
        endOpen("CONTROLLED");
        ticket.controlledAt = at;
        ticket.activatedAt = null;
        return new Accepted(log.tell(ticket, WalletStatus.CONTROLLED, now, null));
    }

    /** Moves the ticket without asking. A repeat with the same id is answered as the first time, whatever came since. */
    Verdict reassign(Account to, @Nullable String reassignmentId) {
        if (reassignmentId != null && reassignmentId.equals(ticket.reassignmentId)) {
            return new Unchanged(ticket.reassignmentSequence);
        }
        if (ticket.deletionAt != null) {
            return Rejected.because(No.DELETED);
        }
        if (ticket.controlledAt != null) {
            return Rejected.because(No.CONTROLLED);
        }
        if (ticket.owner.is(to) && ticket.open == null) {
            return new Unchanged(ticket.ownerSequence);
        }
        endOpen("REASSIGNED");
        ticket.give(to, null);
        long sequence = log.tell(ticket, WalletStatus.INJECTED, now, null);
        ticket.ownerSequence = sequence;
        ticket.reassignmentId = reassignmentId;
        ticket.reassignmentSequence = sequence;
        return new Accepted(sequence);
    }

    /** The organizer cancels a transfer of this ticket. */
    Verdict cancelFor(Transfer transfer) {
        return switch (transfer.state()) {
            case OPEN -> new Accepted(fail(transfer, now, "CANCELLED"));
            case FAILED -> new Unchanged(ticket.lastSequence);
            case TRANSFERRED -> Rejected.over(transfer);
        };
    }

    /** Counted; there is nothing to tell. */
    Verdict resend(Transfer transfer) {
        if (transfer.state() != Transfer.State.OPEN) {
            return Rejected.over(transfer);
        }
        Transfer resent = transfer.resent();
        ticket.open = resent;
        log.keep(resent);
        return new Accepted(ticket.lastSequence);
    }

    /** Sends the same transfer to another address; the new recipient has the whole time. */
    Verdict correctRecipient(Transfer transfer, Account recipient) {
        if (transfer.state() != Transfer.State.OPEN) {
            return Rejected.over(transfer);
        }
        if (transfer.recipient().is(recipient)) {
            return new Unchanged(ticket.lastSequence);
        }
        if (transfer.sender().is(recipient)) {
            return Rejected.because(No.TO_YOURSELF);
        }
        Transfer corrected = transfer.to(recipient, now.plus(ticket.face.transferTimeout()));
        ticket.open = corrected;
        log.keep(corrected);
        return new Accepted(log.tell(ticket, WalletStatus.PENDING_TRANSFER, now, corrected));
    }

    private Transfer begin(Transfer.Direction direction, Account recipient, String transferId) {
        return new Transfer(
                transferId,
                ticket.id(),
                direction,
                ticket.owner,
                recipient,
                now,
                now.plus(ticket.face.transferTimeout()),
                Transfer.State.OPEN,
                null,
                null,
                0,
                ticket.receivedBy);
    }

    private long complete(Transfer transfer) {
        Transfer done = transfer.ended(Transfer.State.TRANSFERRED, now, null);
        log.keep(done);
        long sequence = log.tell(ticket, WalletStatus.TRANSFERRED, now, done);
        ticket.ownerSequence = sequence;
        return sequence;
    }

    private long fail(Transfer transfer, Instant at, String why) {
        Transfer failed = transfer.ended(Transfer.State.FAILED, at, why);
        ticket.open = null;
        log.keep(failed);
        return log.tell(ticket, WalletStatus.FAILURE_TRANSFER, at, failed);
    }

    private void endOpen(String why) {
        if (ticket.open != null) {
            fail(ticket.open, now, why);
        }
    }

    private long delete() {
        ticket.deletedAt = now;
        return log.tell(ticket, WalletStatus.DELETED, now, null);
    }

    private Verdict allowed(WalletAction action, Account who, LongSupplier act, boolean soAlready) {
        return allowed(action, who, null, act, soAlready);
    }

    private Verdict allowed(
            WalletAction action, Account who, @Nullable Account recipient, LongSupplier act, boolean soAlready) {
        No no = WhatIsAllowed.objection(action, facts(who, recipient)).orElse(null);
        if (no != null) {
            return Rejected.because(no);
        }
        return soAlready ? new Unchanged(ticket.lastSequence) : new Accepted(act.getAsLong());
    }

    private Facts facts(Account who, @Nullable Account recipient) {
        return new Facts(
                ticket.owner.is(who),
                ticket.open != null && ticket.open.recipient().is(who),
                ticket.controlledAt != null,
                ticket.deletionAt != null,
                ticket.open != null,
                ticket.downloadedAt != null,
                ticket.activatedAt != null,
                ticket.transfersUsed,
                ticket.face.maxTransfers(),
                recipient != null && recipient.is(who),
                ticket.receivedBy != null);
    }
}
