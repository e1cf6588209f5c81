package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.sync.Held;
import io.counterfoil.sync.HeldFilter;
import io.counterfoil.sync.Quarantine;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Entries that could not be applied. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/quarantine")
class QuarantineController {
    private final Quarantine quarantine;
    private final JsonMapper json;

    QuarantineController(Quarantine quarantine, JsonMapper json) {
        this.quarantine = quarantine;
        this.json = json;
    }

    /** @param closed how many entries were closed by it */
    record ReplayAnswer(int closed) {}

    @Operation(summary = "Quarantined entries of all states, oldest first")
    @GetMapping
    @Needs(Permission.READ)
    Page<HeldAnswer> list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) Held.@Nullable State state,
            @RequestParam(required = false) @Nullable String reason,
            @ParameterObject ListQuery query) {
        int limit = query.most();
        return Page.of(
                quarantine.list(organizer, HeldFilter.quarantined(state, reason), query.afterId(), limit + 1),
                limit,
                held -> held.id().toString(),
                this::answer);
    }

    @Operation(summary = "Tries one entry again", description = "It stays open when it still cannot be applied.")
    @PostMapping("/{id}/replay")
    @Needs(Permission.REPLAY)
    HeldAnswer replay(@PathVariable OrganizerCode organizer, @PathVariable String id, Access access) {
        return answer(quarantine.replay(organizer, id(id), access.actor()));
    }

    @Operation(summary = "Tries all open entries of a reason again")
    @PostMapping("/replay")
    @Needs(Permission.REPLAY)
    ReplayAnswer replayAll(@PathVariable OrganizerCode organizer, @RequestParam String reason, Access access) {
        return new ReplayAnswer(quarantine.replayAll(organizer, reason, access.actor()));
    }

    @Operation(summary = "Gives an entry up")
    @PostMapping("/{id}/discard")
    @Needs(Permission.REPLAY)
    HeldAnswer discard(@PathVariable OrganizerCode organizer, @PathVariable String id, Access access) {
        return answer(quarantine.discard(organizer, id(id), access.actor()));
    }

    private HeldAnswer answer(Held held) {
        return HeldAnswer.of(held, json);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.notFound("quarantined entry", text);
        }
    }
}
