package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.push.OpenTransfers;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A ticket's open wallet transfer. The wallet is asked at once; what became of the transfer comes back with the next run,
 * which is started.
 */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/tickets/{ticketId}/transfer")
class TransferController {
    private final OpenTransfers transfers;
    private final TicketReader tickets;

    TransferController(OpenTransfers transfers, TicketReader tickets) {
        this.transfers = transfers;
        this.tickets = tickets;
    }

    /** @param reason in a person's words */
    record TransferBody(@Nullable String reason) {}

    /** @param email to whom the ticket is to be offered instead */
    record RecipientBody(@Nullable String email, @Nullable String reason) {}

    /** The wallet has done it: the line as it is now, before the wallet's own entries have come. */
    record TransferAnswer(String transferId, DistributionAnswer distribution) {}

    @Operation(summary = "Has the wallet send the invitation again")
    @PostMapping("/resend")
    @Needs(Permission.MOVE_TICKET)
    TransferAnswer resend(
            @PathVariable OrganizerCode organizer,
            @PathVariable String ticketId,
            @RequestBody TransferBody body,
            Access access) {
        OpenTransfers.Request request = request(ticketId, body.reason(), access);
        return answer(organizer, request, transfers.resend(organizer, request));
    }

    @Operation(summary = "Has the wallet offer the ticket to another address within the same transfer")
    @PostMapping("/recipient")
    @Needs(Permission.MOVE_TICKET)
    TransferAnswer correctRecipient(
            @PathVariable OrganizerCode organizer,
            @PathVariable String ticketId,
            @RequestBody RecipientBody body,
            Access access) {
        EmailAddress recipient = EmailAddress.parse(body.email())
                .orElseThrow(() -> Refusal.invalid("email", body.email(), "one mailbox such as anna@example.org"));
        OpenTransfers.Request request = request(ticketId, body.reason(), access);
        return answer(organizer, request, transfers.correctRecipient(organizer, request, recipient));
    }

    @Operation(summary = "Has the wallet cancel the transfer: the ticket stays with its sender")
    @PostMapping("/cancel")
    @Needs(Permission.MOVE_TICKET)
    TransferAnswer cancel(
            @PathVariable OrganizerCode organizer,
            @PathVariable String ticketId,
            @RequestBody TransferBody body,
            Access access) {
        OpenTransfers.Request request = request(ticketId, body.reason(), access);
        return answer(organizer, request, transfers.cancel(organizer, request));
    }

    private TransferAnswer answer(
            OrganizerCode organizer, OpenTransfers.Request request, OpenTransfers.Answered answered) {
        if (!answered.accepted()) {
            throw Refusal.conflict(
                    "wallet-refuses",
                    "the wallet refuses it for transfer " + answered.transferId() + ": " + answered.reason()
                            + " (expected: a transfer for which the wallet allows it)");
        }
        return tickets.line(
                organizer,
                request.ticket(),
                answered.distributionId().toString(),
                (line, people) -> new TransferAnswer(answered.transferId(), DistributionAnswer.of(line, people)));
    }

    private static OpenTransfers.Request request(String ticketId, @Nullable String reason, Access access) {
        return new OpenTransfers.Request(TicketReader.id(ticketId), access.actor(), reason);
    }
}
