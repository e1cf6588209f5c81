package io.counterfoil.api;

import io.counterfoil.accounts.Permission;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.Ticket;
import io.counterfoil.tickets.TicketFilter;
import io.counterfoil.tickets.Tickets;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tickets, and who holds and held them. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/tickets")
class TicketController {
    private final Tickets tickets;
    private final Clock clock;

    TicketController(Tickets tickets, Clock clock) {
        this.tickets = tickets;
        this.clock = clock;
    }

    record OwnerAnswer(String email) {}

    /** A ticket with the people whom it names. */
    record TicketAnswer(
            String ticketId,
            String state,
            @Nullable String mobileStatus,
            @Nullable Instant mobileStatusAt,
            @Nullable ContactAnswer culturalContact,
            @Nullable OwnerAnswer walletOwner,
            @Nullable JsonNode ticketHolder,
            @Nullable DistributionAnswer pendingTransfer,
            @Nullable String taxNumber,
            String organization,
            @Nullable String eventId,
            @Nullable String seat,
            @Nullable String barcode,
            @Nullable Instant injectedAt,
            boolean outOfStep) {}

    /** A ticket in a list: contacts by id. */
    record TicketRow(
            String ticketId,
            String state,
            @Nullable String mobileStatus,
            @Nullable Instant mobileStatusAt,
            @Nullable String culturalContactId,
            @Nullable OwnerAnswer walletOwner,
            @Nullable String eventId,
            @Nullable String seat,
            boolean outOfStep) {
        static TicketRow of(Ticket ticket) {
            ContactId contact = ticket.culturalContact();
            return new TicketRow(
                    ticket.ticketId().value(),
                    ticket.state(),
                    ticket.mobileStatus(),
                    ticket.mobileStatusAt(),
                    contact == null ? null : contact.toString(),
                    owner(ticket),
                    ticket.eventId(),
                    ticket.seat(),
                    ticket.outOfStep());
        }
    }

    /** @param distribution the line that made it so; null: the import did, before any line */
    record HolderAnswer(
            Instant at,
            @Nullable ContactAnswer culturalContact,
            @Nullable DistributionAnswer distribution) {}

    @Operation(summary = "Tickets in ticket-id order")
    @GetMapping
    @Needs(Permission.READ)
    Page<TicketRow> list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable String eventId,
            @RequestParam(required = false) @Nullable String mobileStatus,
            @RequestParam(required = false) @Nullable String contactId,
            @RequestParam(defaultValue = "false") boolean outOfStep,
            @ParameterObject ListQuery query) {
        int limit = query.most();
        String after = query.afterText().isEmpty() ? null : query.afterText();
        ContactId contact = contactId == null
                ? null
                : ContactId.parse(contactId).orElseThrow(() -> Refusal.invalid("contactId", contactId, "an id"));
        TicketFilter filter = new TicketFilter(eventId, mobileStatus, contact, outOfStep);
        return Page.of(
                tickets.list(organizer, filter, after, limit + 1),
                limit,
                ticket -> ticket.ticketId().value(),
                TicketRow::of);
    }

    @Operation(summary = "A ticket with the people whom it names")
    @GetMapping("/{ticketId}")
    @Needs(Permission.READ)
    TicketAnswer get(@PathVariable OrganizerCode organizer, @PathVariable String ticketId) {
        Tickets.View view = tickets.view(organizer, ticket(ticketId));
        Ticket found = view.ticket();
        return new TicketAnswer(
                found.ticketId().value(),
                found.state(),
                found.mobileStatus(),
                found.mobileStatusAt(),
                ContactAnswer.of(found.culturalContact(), view.people()),
                owner(found),
                Masking.told(found.ticketHolder()),
                view.open()
                        .map(line -> DistributionAnswer.of(line, view.people()))
                        .orElse(null),
                found.taxNumber(),
                found.organization(),
                found.eventId(),
                found.seat(),
                Masking.view().other(found.barcode()),
                found.injectedAt(),
                found.outOfStep());
    }

    @Operation(summary = "The distribution history in fold order, all on one page: a ticket has few lines")
    @GetMapping("/{ticketId}/distributions")
    @Needs(Permission.READ)
    Page<DistributionAnswer> distributions(@PathVariable OrganizerCode organizer, @PathVariable String ticketId) {
        Tickets.View view = tickets.view(organizer, ticket(ticketId));
        List<DistributionAnswer> lines = view.lines().stream()
                .map(line -> DistributionAnswer.of(line, view.people()))
                .toList();
        return new Page<>(lines, null);
    }

    @Operation(summary = "Who held the ticket at a time, by default now")
    @GetMapping("/{ticketId}/holder")
    @Needs(Permission.READ)
    HolderAnswer holder(
            @PathVariable OrganizerCode organizer,
            @PathVariable String ticketId,
            @RequestParam(required = false) @Nullable Instant at) {
        Instant time = at == null ? clock.instant() : at;
        Tickets.HolderView held = tickets.holder(organizer, ticket(ticketId), time);
        return new HolderAnswer(
                time,
                ContactAnswer.of(held.holder().culturalContact(), held.people()),
                held.holder().line() == null
                        ? null
                        : DistributionAnswer.of(held.holder().line(), held.people()));
    }

    private static @Nullable OwnerAnswer owner(Ticket ticket) {
        String address = Masking.view().address(ticket.walletOwner());
        return address == null ? null : new OwnerAnswer(address);
    }

    private static TicketId ticket(String text) {
        return TicketId.parse(text).orElseThrow(() -> Refusal.notFound("ticket", text));
    }
}
