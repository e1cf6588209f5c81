package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.BackOfficeChanges;
import io.counterfoil.tickets.Ticket;
import io.counterfoil.tickets.TicketFilter;
import io.counterfoil.tickets.Tickets;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tickets whose wallet owner is not their cultural contact, because distribution was switched off when they changed hands.
 * The list of them is that of tickets, with {@code outOfStep=true}.
 */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/out-of-step")
class OutOfStepController {
    private static final int AT_ONCE = 200;

    private final Tickets tickets;
    private final BackOfficeChanges changes;

    OutOfStepController(Tickets tickets, BackOfficeChanges changes) {
        this.tickets = tickets;
        this.changes = changes;
    }

    /** @param ticketIds null or absent: all that are out of step */
    record ApplyBody(@Nullable List<String> ticketIds) {}

    /** @param tickets how many are out of step */
    record CountAnswer(long tickets) {}

    /** @param followed how many tickets' histories were brought home */
    record FollowedAnswer(int followed) {}

    @Operation(summary = "How many tickets are out of step")
    @GetMapping
    @Needs(Permission.READ)
    CountAnswer count(@PathVariable OrganizerCode organizer) {
        return new CountAnswer(tickets.countOutOfStep(organizer));
    }

    @Operation(
            summary =
                    "Applies what came for tickets while distribution was off: lines, contacts, cultural " + "contact",
            description = "Again changes nothing.")
    @PostMapping("/apply")
    @Needs(Permission.REPLAY)
    FollowedAnswer apply(@PathVariable OrganizerCode organizer, @RequestBody ApplyBody body, Access access) {
        if (body.ticketIds() != null) {
            List<TicketId> named = TicketIds.checked(body.ticketIds());
            return new FollowedAnswer(changes.follow(organizer, named, access.actor()));
        }
        int followed = 0;
        String after = null;
        while (true) {
            List<Ticket> some = tickets.list(organizer, new TicketFilter(null, null, null, true), after, AT_ONCE);
            followed += changes.follow(
                    organizer, some.stream().map(Ticket::ticketId).toList(), access.actor());
            if (some.size() < AT_ONCE) {
                return new FollowedAnswer(followed);
            }
            after = some.getLast().ticketId().value();
        }
    }
}
