package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.contacts.Contact;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.push.Distributing;
import io.counterfoil.tickets.Distribution;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** What the back office itself does with one ticket: distribute it, take it back. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/tickets/{ticketId}")
class TicketChangeController {
    private final Distributing distributing;
    private final TicketReader tickets;

    TicketChangeController(Distributing distributing, TicketReader tickets) {
        this.distributing = distributing;
        this.tickets = tickets;
    }

    /**
     * To whom a ticket is to be distributed.
     *
     * @param reason in a person's words
     * @param cancelOpenTransfer whether an open wallet transfer is cancelled with it; while one is open, nothing is done
     *     without
     */
    record DistributeBody(
            @Nullable String contactId,
            @Nullable String reason,
            @Nullable Boolean cancelOpenTransfer) {}

    /** The same for taking a ticket back to whoever had it before. */
    record TakeBackBody(@Nullable String reason, @Nullable Boolean cancelOpenTransfer) {}

    /**
     * What came of it.
     *
     * @param distribution the line: CONFIRMED, CANCELLED with the wallet's reason, or PENDING until the wallet has answered
     * @param problem why the wallet has not answered yet; null where nothing went wrong
     */
    record ChangedTicket(
            DistributionAnswer distribution, @Nullable String problem) {}

    @Operation(
            summary = "Distributes the ticket to a contact",
            description = "Where a wallet has the ticket, it is asked, again and again until it answers; with "
                    + "an Idempotency-Key the line is answered before that, as PENDING.")
    @PostMapping("/distributions")
    @Needs(Permission.MOVE_TICKET)
    ResponseEntity<ChangedTicket> distribute(
            @PathVariable OrganizerCode organizer,
            @PathVariable String ticketId,
            @RequestBody DistributeBody body,
            Access access) {
        ContactId to = ContactIds.inMember("contactId", body.contactId());
        return answer(
                organizer,
                distributing.distribute(
                        organizer, request(ticketId, body.reason(), body.cancelOpenTransfer(), access), to));
    }

    @Operation(
            summary = "Takes the ticket back to the old contact of its last confirmed distribution, while "
                    + "that one's new contact holds it")
    @PostMapping("/take-back")
    @Needs(Permission.MOVE_TICKET)
    ResponseEntity<ChangedTicket> takeBack(
            @PathVariable OrganizerCode organizer,
            @PathVariable String ticketId,
            @RequestBody TakeBackBody body,
            Access access) {
        return answer(
                organizer,
                distributing.takeBack(organizer, request(ticketId, body.reason(), body.cancelOpenTransfer(), access)));
    }

    @Operation(summary = "One line of the distribution history, and why its wallet has not answered yet")
    @GetMapping("/distributions/{id}")
    @Needs(Permission.READ)
    ChangedTicket get(@PathVariable OrganizerCode organizer, @PathVariable String ticketId, @PathVariable String id) {
        return tickets.line(organizer, TicketReader.id(ticketId), id, (line, people) -> told(organizer, line, people));
    }

    private ResponseEntity<ChangedTicket> answer(OrganizerCode organizer, Distributing.Done done) {
        ChangedTicket told = told(organizer, done.line(), done.ticket().people());
        String path = "/api/v1/organizers/" + organizer + "/tickets/"
                + inPath(done.ticket().ticket().ticketId()) + "/distributions/"
                + done.line().id();
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", path)
                .body(told);
    }

    private ChangedTicket told(OrganizerCode organizer, Distribution line, Map<ContactId, Contact> people) {
        return new ChangedTicket(
                DistributionAnswer.of(line, people),
                line.status() == Distribution.Status.PENDING
                        ? distributing.problem(organizer, line.id()).orElse(null)
                        : null);
    }

    private static Distributing.Request request(
            String ticketId, @Nullable String reason, @Nullable Boolean cancelOpen, Access access) {
        TicketId ticket = TicketReader.id(ticketId);
        return new Distributing.Request(ticket, access.actor(), reason, Boolean.TRUE.equals(cancelOpen));
    }

    /** Dots would be dot segments, to be removed by whoever follows the path (RFC 3986, 6.2.2.3). */
    private static String inPath(TicketId ticket) {
        return UriUtils.encode(ticket.value(), StandardCharsets.UTF_8).replace(".", "%2E");
    }
}
