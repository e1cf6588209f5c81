package io.counterfoil.wallet;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.SpectatorStore.TicketView;
import io.counterfoil.wallet.SpectatorStore.TransferView;
import io.counterfoil.wallet.Verdict.Unchanged;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a signed-in spectator sees and does. Whatever is not his does not exist for him. */
final class SpectatorDesk {
    private static final Map<String, WalletStatus> ACTIVATIONS = Map.of(
            "ONLINE", WalletStatus.ONLINE_ACTIVATED,
            "OFFLINE", WalletStatus.OFFLINE_ACTIVATED,
            "MANUAL", WalletStatus.MANUAL_ACTIVATED,
            "BLUETOOTH", WalletStatus.BT_ACTIVATED);

    private final Wallet wallet;
    private final SpectatorStore views;
    private final Ids ids;

    SpectatorDesk(Wallet wallet, Ids ids) {
        this.wallet = wallet;
        this.views = new SpectatorStore(wallet.database().jdbc());
        this.ids = ids;
    }

    /**
     * What came of an action.
     *
     * @param transferId of the transfer that it was about, or null
     * @param qrPayload what to show at the entrance, after an activation only
     */
    record Done(
            Verdict verdict,
            @Nullable String transferId,
            @Nullable String qrPayload) {}

    // seeing

    List<TicketView> tickets(UUID who, String afterOrganizer, String afterTicket, int limit) {
        wallet.expireOverdue();
        return views.tickets(who, afterOrganizer, afterTicket, limit);
    }

    TicketView ticket(UUID who, OrganizerCode organizer, String ticketId) {
        wallet.expireOverdue();
        return views.ticket(who, organizer.value(), ticketId).orElseThrow(() -> Refusal.notFound("ticket", ticketId));
    }

    /** What to show at the entrance; nothing until the ticket is activated, nor after it was used or withdrawn. */
    Optional<String> code(UUID who, OrganizerCode organizer, String ticketId) {
        return views.code(who, organizer.value(), ticketId);
    }

    List<TransferView> pending(UUID who, int limit) {
        wallet.expireOverdue();
        return views.pending(who, limit);
    }

    List<TransferView> history(UUID who, @Nullable String before, int limit) {
        wallet.expireOverdue();
        return views.history(who, before, limit);
    }

    // doing

    Done download(UUID who, JsonNode body) {
        return onTicket(who, body, (life, me) -> life.download(me));
    }

    Done assign(UUID who, JsonNode body) {
        String first = Input.text(body, "firstName", 200);
        String last = Input.text(body, "lastName", 200);
        return onTicket(who, body, (life, me) -> life.assign(me, first, last));
    }

    Done activate(UUID who, JsonNode body) {
        String how = Input.text(body, "how", 20);
        WalletStatus status = ACTIVATIONS.get(how == null ? "ONLINE" : how);
        if (status == null) {
            throw Refusal.invalid("how", how, "ONLINE, OFFLINE, MANUAL or BLUETOOTH");
        }
        OrganizerCode organizer = Input.organizer(body);
        String ticketId = Input.ticketId(body);
        return wallet.write(organizer, work -> {
            WalletTicket ticket = his(work, who, ticketId);
            Verdict verdict = work.life(ticket).activate(work.account(who), status);
            // the code is told to nobody whose ticket is not activated
            String code = ticket.face.barcode() == null ? ticket.id() : ticket.face.barcode();
            return new Done(verdict, null, verdict instanceof Verdict.Rejected ? null : code);
        });
    }

    Done deactivate(UUID who, JsonNode body) {
        return onTicket(who, body, (life, me) -> life.deactivate(me));
    }

    Done confirmDeletion(UUID who, JsonNode body) {
        return onTicket(who, body, (life, me) -> life.confirmDeletion(me));
    }

    Done transfer(UUID who, JsonNode body) {
        EmailAddress to = Input.address(body, "email");
        OrganizerCode organizer = Input.organizer(body);
        String ticketId = Input.ticketId(body);
        String transferId = newTransferId();
        return wallet.write(organizer, work -> {
            WalletTicket ticket = his(work, who, ticketId);
            Account recipient = work.accounts(List.of(to)).values().iterator().next();
            Verdict verdict = work.life(ticket).transfer(work.account(who), recipient, transferId);
            return new Done(verdict, verdict instanceof Verdict.Accepted ? transferId : null, null);
        });
    }

    /** Returns the ticket to the sender from whom it came. */
    Done giveBack(UUID who, JsonNode body) {
        OrganizerCode organizer = Input.organizer(body);
        String ticketId = Input.ticketId(body);
        String transferId = newTransferId();
        return wallet.write(organizer, work -> {
            WalletTicket ticket = his(work, who, ticketId);
            Transfer received = ticket.receivedBy == null
                    ? null
                    : work.transfer(ticket.receivedBy).orElse(null);
            Verdict verdict = work.life(ticket).giveBack(work.account(who), received, transferId);
            return new Done(verdict, verdict instanceof Verdict.Accepted ? transferId : null, null);
        });
    }

    Done accept(UUID who, JsonNode body) {
        return onTransfer(who, body, new Ending(Transfer.State.TRANSFERRED, null, TicketLife::accept));
    }

    Done reject(UUID who, JsonNode body) {
        return onTransfer(who, body, new Ending(Transfer.State.FAILED, "REJECTED", TicketLife::reject));
    }

    Done cancel(UUID who, JsonNode body) {
        return onTransfer(who, body, new Ending(Transfer.State.FAILED, "CANCELLED", TicketLife::cancel));
    }

    private Done onTicket(UUID who, JsonNode body, Act act) {
        OrganizerCode organizer = Input.organizer(body);
        String ticketId = Input.ticketId(body);
        return wallet.write(organizer, work -> {
            WalletTicket ticket = his(work, who, ticketId);
            return new Done(act.on(work.life(ticket), work.account(who)), null, null);
        });
    }

    private Done onTransfer(UUID who, JsonNode body, Ending ending) {
        OrganizerCode organizer = Input.organizer(body);
        String transferId = Input.required(body, "transferId", 200);
        return wallet.write(organizer, work -> {
            Transfer found = work.transfer(transferId)
                    .filter(transfer -> isHis(transfer, who))
                    .orElseThrow(() -> Refusal.notFound("transfer", transferId));
            work.take(List.of(found.ticketId()));
            Transfer transfer = work.latest(found);
            WalletTicket ticket = work.ticket(found.ticketId());
            if (transfer.state() != Transfer.State.OPEN || ticket == null) {
                Verdict over = ending.is(transfer, who) && ticket != null
                        ? new Unchanged(ticket.lastSequence)
                        : Verdict.Rejected.over(transfer);
                return new Done(over, transferId, null);
            }
            return new Done(ending.act.on(work.life(ticket), work.account(who)), transferId, null);
        });
    }

    /** The ticket, in hand; for anyone but its owner there is none. */
    private static WalletTicket his(WalletWork work, UUID who, String ticketId) {
        work.take(List.of(ticketId));
        WalletTicket ticket = work.ticket(ticketId);
        if (ticket == null || !ticket.owner.id().equals(who)) {
            throw Refusal.notFound("ticket", ticketId);
        }
        return ticket;
    }

    private static boolean isHis(Transfer transfer, UUID who) {
        return transfer.sender().id().equals(who) || transfer.recipient().id().equals(who);
    }

    private String newTransferId() {
        return "t-" + ids.next();
    }

    private interface Act {
        Verdict on(TicketLife life, Account me);
    }

    /** How an action ends a transfer; asked again by the same person, it has nothing to do. */
    private record Ending(Transfer.State state, @Nullable String reason, Act act) {
        boolean is(Transfer transfer, UUID who) {
            boolean senderActs = "CANCELLED".equals(reason);
            Account actor = senderActs ? transfer.sender() : transfer.recipient();
            return transfer.state() == state
                    && (reason == null || reason.equals(transfer.reason()))
                    && actor.id().equals(who);
        }
    }
}
