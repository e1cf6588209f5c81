package io.counterfoil.push;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.Tickets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a person in the back office does with a ticket's open wallet transfer: send its invitation again, correct the
 * recipient's address, cancel it. The wallet is asked at once and once; what became of the transfer comes back through the
 * diff like everything that a wallet does, so nothing of the history is written here.
 */
public final class OpenTransfers {
    private final OrganizerTransactions transactions;
    private final Tickets tickets;
    private final ReassignmentStore store;
    private final Interfaces interfaces;
    private final Journal journal;
    private final PushClient prompt;
    private final BiConsumer<OrganizerCode, String> wake;

    /** @param wake lets an interface's feedback run soon, so that the screen follows */
    OpenTransfers(
            OrganizerTransactions transactions,
            Tickets tickets,
            ReassignmentStore store,
            Interfaces interfaces,
            Journal journal,
            PushClient prompt,
            BiConsumer<OrganizerCode, String> wake) {
        this.transactions = transactions;
        this.tickets = tickets;
        this.store = store;
        this.interfaces = interfaces;
        this.journal = journal;
        this.prompt = prompt;
        this.wake = wake;
    }

    /**
     * What a person asks for.
     *
     * @param actor his sign-in
     * @param reason in his words, for the journal; null: none given
     */
    public record Request(
            TicketId ticket, String actor, @Nullable String reason) {
        public Request {
            reason = ReasonText.checked(reason);
        }
    }

    /**
     * The wallet's answer.
     *
     * @param distributionId the line of the open transfer
     * @param accepted done, or so already; false: the wallet refuses
     * @param reason the wallet's words when it refuses
     */
    public record Answered(
            UUID distributionId,
            String transferId,
            boolean accepted,
            @Nullable String reason) {}

    /** Has the wallet send the invitation again. */
    public Answered resend(OrganizerCode organizer, Request request) {
        return ask(organizer, request, WalletCall.RESEND_TRANSFER, "invitation-resent", null);
    }

    /** Has the wallet offer the same transfer to another address. */
    public Answered correctRecipient(OrganizerCode organizer, Request request, EmailAddress recipient) {
        return ask(organizer, request, WalletCall.CORRECT_RECIPIENT, "recipient-corrected", recipient);
    }

    /** Has the wallet cancel the transfer: the ticket stays with its sender. */
    public Answered cancel(OrganizerCode organizer, Request request) {
        return ask(organizer, request, WalletCall.CANCEL_TRANSFER, "transfer-cancelled", null);
    }

    private Answered ask(
            OrganizerCode organizer,
            Request request,
            WalletCall call,
            String action,
            @Nullable EmailAddress recipient) {
        Distribution line = openTransfer(organizer, request.ticket());
        String transferId = Objects.requireNonNull(line.transferId());
        String code = transactions
                .read(organizer, () -> store.holder(organizer, request.ticket()))
                .orElseThrow(() -> Refusal.conflict(
                        "not-in-a-wallet",
                        "ticket " + request.ticket() + " is in no wallet (expected: an injected one)"));
        Interface link = interfaces.require(organizer, code);
        WalletEndpoint endpoint = new Endpoints(interfaces).of(link);
        Asked asked = Asked.about(request.ticket());
        asked.body().put("transferId", transferId);
        SpectatorJson.put(asked.body(), "recipientEmail", recipient == null ? null : recipient.text());
        PushAnswer answer = prompt.call(endpoint, call, List.of(asked), () -> false, RawCalls.NOT_KEPT);
        return switch (answer) {
            case PushAnswer.Results(List<PushResult> results) ->
                take(organizer, request, line, action, code, results.getFirst());
            case PushAnswer.Refused(String reason) -> throw unanswered(organizer, request, line, action, reason);
            case PushAnswer.Failed(String reason) -> throw unanswered(organizer, request, line, action, reason);
            case PushAnswer.Stopped() -> throw unanswered(organizer, request, line, action, "stopped");
        };
    }

    private Answered take(
            OrganizerCode organizer,
            Request request,
            Distribution line,
            String action,
            String code,
            PushResult result) {
        String transferId = Objects.requireNonNull(line.transferId());
        return switch (result) {
            case PushResult.Accepted accepted -> {
                write(organizer, request, line, action, "ACCEPTED", null);
                wake.accept(organizer, code);
                yield new Answered(line.id(), transferId, true, null);
            }
            case PushResult.Unchanged unchanged -> {
                write(organizer, request, line, action, "UNCHANGED", null);
                wake.accept(organizer, code);
                yield new Answered(line.id(), transferId, true, null);
            }
            case PushResult.Rejected(String reason) -> {
                write(organizer, request, line, action, "REJECTED", reason);
                yield new Answered(line.id(), transferId, false, reason);
            }
            case PushResult.Unknown(String reason) -> throw unanswered(organizer, request, line, action, reason);
        };
    }

    /** Journalled as well: it may be done all the same. */
    private Refusal unanswered(
            OrganizerCode organizer, Request request, Distribution line, String action, String reason) {
        write(organizer, request, line, action, "UNKNOWN", reason);
        return Refusal.of(
                ErrorKind.UPSTREAM,
                "wallet-unreachable",
                "the wallet gave no answer, ask again: " + reason + " (expected: an answer within seconds)");
    }

    private Distribution openTransfer(OrganizerCode organizer, TicketId ticket) {
        Distribution open = tickets.view(organizer, ticket)
                .open()
                .orElseThrow(() -> Refusal.conflict(
                        "no-open-transfer",
                        "ticket " + ticket + " has no open transfer (expected: one in the wallet)"));
        if (open.source() == Distribution.Source.BACK_OFFICE) {
            throw Refusal.conflict(
                    "change-waiting",
                    "ticket " + ticket + " waits for the wallet's answer to line " + open.id()
                            + " (expected: an open transfer in the wallet)");
        }
        if (open.transferId() == null) {
            throw Refusal.conflict(
                    "no-transfer-id",
                    "the wallet gave no id for the open transfer of ticket " + ticket
                            + " (expected: one, to name the transfer by)");
        }
        return open;
    }

    /** People by id only: the line names them. */
    private void write(
            OrganizerCode organizer,
            Request request,
            Distribution line,
            String action,
            String outcome,
            @Nullable String answer) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("distribution", line.id().toString())
                .put("transferId", line.transferId())
                .put("outcome", outcome)
                .put("reason", request.reason())
                .put("answer", answer)
                .toString();
        transactions.writeOnly(
                organizer,
                () -> journal.append(
                        organizer,
                        request.actor(),
                        List.of(new Change("ticket", request.ticket().value(), action, null, body))));
    }
}
