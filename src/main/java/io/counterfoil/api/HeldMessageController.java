package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.helpdesk.Actor;
import io.counterfoil.helpdesk.HeldMail;
import io.counterfoil.helpdesk.HeldMails;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Mails that are held beside a case until an agent decides. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/held-messages")
class HeldMessageController {
    private final HeldMails held;

    HeldMessageController(HeldMails held) {
        this.held = held;
    }

    /** @param number null: the case that the mail stands beside */
    record JoinBody(@Nullable Long number) {}

    @Operation(
            summary = "Held mails, the oldest first",
            description = "Those that wait, unless a state is asked for; of one case where its number is given.")
    @GetMapping
    @Needs(Permission.SEE_PERSONAL_DATA)
    Page<HeldMessageAnswer> list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) HeldMail.@Nullable State state,
            @RequestParam(required = false) @Nullable Long number,
            @ParameterObject ListQuery query) {
        int limit = query.most();
        HeldMail.State asked = state == null ? HeldMail.State.HELD : state;
        CaseNumber beside = number == null ? null : new CaseNumber(number);
        List<HeldMail> found = held.list(organizer, asked, beside, query.afterId(), limit + 1);
        return Page.of(found, limit, each -> each.verdict().mailId().toString(), HeldMessageAnswer::of);
    }

    @Operation(summary = "Puts a held mail into a case; its sender takes part there from then on")
    @PostMapping("/{id}/join")
    @Needs(Permission.WORK_CASES)
    HeldMessageAnswer.Line join(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable JoinBody body,
            Access access) {
        CaseNumber number = body == null || body.number() == null ? null : new CaseNumber(body.number());
        return HeldMessageAnswer.Line.of(held.join(organizer, MessageController.id(id), number, actor(access)));
    }

    @Operation(summary = "Opens a case of a held mail")
    @PostMapping("/{id}/open")
    @Needs(Permission.WORK_CASES)
    HeldMessageAnswer.Line open(@PathVariable OrganizerCode organizer, @PathVariable String id, Access access) {
        return HeldMessageAnswer.Line.of(held.open(organizer, MessageController.id(id), actor(access)));
    }

    @Operation(summary = "Gives a held mail up; it is kept")
    @PostMapping("/{id}/discard")
    @Needs(Permission.WORK_CASES)
    HeldMessageAnswer discard(@PathVariable OrganizerCode organizer, @PathVariable String id, Access access) {
        UUID mail = MessageController.id(id);
        held.discard(organizer, mail, actor(access));
        return held.find(organizer, mail)
                .map(HeldMessageAnswer::of)
                .orElseThrow(() -> Refusal.notFound("held mail", id));
    }

    static Actor actor(Access access) {
        return new Actor(access.actor(), null, access.actor());
    }
}
