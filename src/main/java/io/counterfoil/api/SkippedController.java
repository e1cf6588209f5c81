package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.sync.Held;
import io.counterfoil.sync.SkippedEntries;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Entries that were not applied because their ticket stood on a skip list. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/skipped")
class SkippedController {
    private final SkippedEntries skipped;
    private final JsonMapper json;

    SkippedController(SkippedEntries skipped, JsonMapper json) {
        this.skipped = skipped;
        this.json = json;
    }

    record ApplyBody(@Nullable List<String> ticketIds) {}

    /** @param closed how many entries were applied, or would have changed nothing by now */
    record AppliedAnswer(int closed) {}

    @Operation(
            summary = "Skipped entries of all states, oldest first; OPEN ones can be applied once their "
                    + "ticket has left the skip list")
    @GetMapping
    @Needs(Permission.READ)
    Page<HeldAnswer> list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) Held.@Nullable State state,
            @ParameterObject ListQuery query) {
        int limit = query.most();
        return Page.of(
                skipped.list(organizer, state, query.afterId(), limit + 1),
                limit,
                held -> held.id().toString(),
                held -> HeldAnswer.of(held, json));
    }

    @Operation(
            summary = "Applies what was skipped for tickets that have left the skip list, in its order",
            description = "Again changes nothing.")
    @PostMapping("/apply")
    @Needs(Permission.REPLAY)
    AppliedAnswer apply(@PathVariable OrganizerCode organizer, @RequestBody ApplyBody body, Access access) {
        List<TicketId> asked = TicketIds.checked(body.ticketIds() == null ? List.of() : body.ticketIds());
        return new AppliedAnswer(skipped.apply(organizer, asked, access.actor()));
    }
}
