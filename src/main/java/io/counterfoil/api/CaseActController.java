package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.CaseMerges;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done to cases besides answering them. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/cases/{number}")
class CaseActController {
    private final CaseReader reader;
    private final CaseActs acts;
    private final CaseMerges merges;

    CaseActController(CaseReader reader, CaseActs acts, CaseMerges merges) {
        this.reader = reader;
        this.acts = acts;
        this.merges = merges;
    }

    /** @param into the case that everything goes into */
    record MergeBody(@Nullable Long into) {}

    /** @param entries ids of the entries that the new case takes with it */
    record SplitBody(
            @Nullable List<String> entries, @Nullable String subject) {}

    /** @param number of the other case */
    record LinkBody(@Nullable Long number) {}

    /** @param ticketIds of tickets that the case is about */
    record TicketsBody(@Nullable List<String> ticketIds) {}

    /** @param email of whoever takes part from now on */
    record PersonBody(@Nullable String email) {}

    @Operation(
            summary = "Merges a case into another one",
            description = "Everything of it goes there, and its number means the other one from then on.")
    @PostMapping("/merge")
    @Needs(Permission.WORK_CASES)
    CaseAnswer merge(
            @PathVariable OrganizerCode organizer,
            @PathVariable String number,
            @RequestBody MergeBody body,
            Access access) {
        SupportCase merged = merges.merge(
                organizer,
                CaseController.number(number),
                required("into", body.into()),
                HeldMessageController.actor(access));
        return reader.get(organizer, merged.number());
    }

    @Operation(summary = "Takes entries out of a case into a new one: 201 and the new case")
    @PostMapping("/split")
    @Needs(Permission.WORK_CASES)
    ResponseEntity<CaseAnswer> split(
            @PathVariable OrganizerCode organizer,
            @PathVariable String number,
            @RequestBody SplitBody body,
            Access access) {
        Set<UUID> entries = new LinkedHashSet<>();
        for (String id : body.entries() == null ? List.<String>of() : body.entries()) {
            entries.add(MessageController.id(id));
        }
        SupportCase made = merges.split(
                organizer,
                CaseController.number(number),
                entries,
                body.subject() == null ? "" : body.subject(),
                HeldMessageController.actor(access));
        return ResponseEntity.status(201).body(reader.get(organizer, made.number()));
    }

    @Operation(summary = "Says that two cases belong together")
    @PostMapping("/links")
    @Needs(Permission.WORK_CASES)
    CaseAnswer link(
            @PathVariable OrganizerCode organizer,
            @PathVariable String number,
            @RequestBody LinkBody body,
            Access access) {
        CaseNumber meant = CaseController.number(number);
        merges.link(organizer, meant, required("number", body.number()), HeldMessageController.actor(access));
        return reader.get(organizer, meant);
    }

    @Operation(summary = "Says that a case is about tickets")
    @PostMapping("/tickets")
    @Needs(Permission.WORK_CASES)
    CaseAnswer tickets(
            @PathVariable OrganizerCode organizer,
            @PathVariable String number,
            @RequestBody TicketsBody body,
            Access access) {
        CaseNumber meant = CaseController.number(number);
        List<String> ids = body.ticketIds() == null ? List.of() : body.ticketIds();
        acts.linkTickets(organizer, meant, Set.copyOf(TicketIds.checked(ids)), HeldMessageController.actor(access));
        return reader.get(organizer, meant);
    }

    @Operation(summary = "Has somebody take part in a case")
    @PostMapping("/participants")
    @Needs(Permission.WORK_CASES)
    CaseAnswer participant(
            @PathVariable OrganizerCode organizer,
            @PathVariable String number,
            @RequestBody PersonBody body,
            Access access) {
        CaseNumber meant = CaseController.number(number);
        String email = body.email() == null ? "" : body.email();
        acts.addParticipant(
                organizer, meant, CaseController.address("email", email), HeldMessageController.actor(access));
        return reader.get(organizer, meant);
    }

    private static CaseNumber required(String field, @Nullable Long number) {
        if (number == null) {
            throw Refusal.invalid(field, null, "the number of a case");
        }
        return new CaseNumber(number);
    }
}
