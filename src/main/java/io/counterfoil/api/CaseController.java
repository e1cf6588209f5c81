package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.CaseChannel;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.CaseType;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases: numbered conversations with the help desk. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/cases")
class CaseController {
    private final CaseReader reader;
    private final CaseActs acts;

    CaseController(CaseReader reader, CaseActs acts) {
        this.reader = reader;
        this.acts = acts;
    }

    /**
     * A case that is opened by hand.
     *
     * @param email of whom it is for
     * @param text what was said, for agents
     */
    record CaseBody(
            @Nullable String subject,
            @Nullable String text,
            @Nullable String email,
            @Nullable String contactId,
            @Nullable CaseType type,
            @Nullable CasePriority priority,
            @Nullable CaseChannel channel,
            @Nullable String mailbox,
            @Nullable List<String> tickets) {
        CaseActs.NewCase wanted() {
            return new CaseActs.NewCase(
                    type == null ? CaseType.INCIDENT : type,
                    priority == null ? CasePriority.NORMAL : priority,
                    channel == null ? CaseChannel.API : channel,
                    subject == null ? "" : subject,
                    text,
                    email == null ? null : address("email", email),
                    contactId == null
                            ? null
                            : ContactId.parse(contactId)
                                    .orElseThrow(() -> Refusal.invalid("contactId", contactId, "a contact's id")),
                    mailbox,
                    tickets == null || tickets.isEmpty() ? Set.of() : Set.copyOf(TicketIds.checked(tickets)));
        }
    }

    /**
     * What an agent writes.
     *
     * @param isPublic absent: it goes out
     * @param to absent: the requester
     * @param state what the case is to be afterwards
     */
    record ReplyBody(
            @Nullable String text,
            @JsonProperty("public") @Nullable Boolean isPublic,
            @Nullable List<String> to,
            @Nullable List<String> cc,
            @Nullable List<String> bcc,
            @Nullable CaseState state) {
        CaseActs.NewReply reply() {
            return new CaseActs.NewReply(
                    text == null ? "" : text,
                    isPublic == null || isPublic,
                    addresses("to", to),
                    addresses("cc", cc),
                    addresses("bcc", bcc),
                    state);
        }
    }

    /** What is to change of a case; an absent member keeps what is stored. */
    record ChangeBody(
            Told<CaseState> state,
            Told<String> assignee,
            Told<CasePriority> priority,
            Told<CaseType> type,
            Told<String> subject,
            Told<String> supplier,
            Told<Boolean> spam) {}

    @Operation(
            summary = "Cases, the last changed first",
            description =
                    "q is a case number, or words, English or French, that its subject, its entries, what they quote, its files' names,"
                            + " its fields or a mail beside it have, or a ticket or person of it; email is an address of somebody who"
                            + " takes part. A page has fewer cases than limit where they have very many entries.")
    @GetMapping
    @Needs(Permission.SEE_PERSONAL_DATA)
    Page<CaseAnswer.Line> list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable List<CaseState> state,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String assignee,
            @ParameterObject ListQuery query) {
        EmailAddress address = email == null ? null : address("email", email);
        Set<CaseState> states = state == null ? Set.of() : Set.copyOf(state);
        return reader.list(organizer, new CaseReader.Asked(q, states, address, assignee), query);
    }

    @Operation(summary = "A case, by its number or by one that was merged into it")
    @GetMapping("/{number}")
    @Needs(Permission.SEE_PERSONAL_DATA)
    CaseAnswer get(@PathVariable OrganizerCode organizer, @PathVariable String number) {
        return reader.get(organizer, number(number));
    }

    @Operation(summary = "Opens a case by hand")
    @PostMapping
    @Needs(Permission.WORK_CASES)
    ResponseEntity<CaseAnswer> open(@PathVariable OrganizerCode organizer, @RequestBody CaseBody body, Access access) {
        SupportCase made = acts.open(organizer, body.wanted(), HeldMessageController.actor(access));
        return ResponseEntity.created(URI.create("/api/v1/organizers/" + organizer + "/cases/"
                        + made.number().value()))
                .body(reader.get(organizer, made.number()));
    }

    @Operation(
            summary = "Writes into a case: a reply that goes out, or a note for agents",
            description = "public is true unless it says false; a reply goes to the requester unless to says to whom.")
    @PostMapping("/{number}/replies")
    @Needs(Permission.WORK_CASES)
    ResponseEntity<CaseAnswer> reply(
            @PathVariable OrganizerCode organizer,
            @PathVariable String number,
            @RequestBody ReplyBody body,
            Access access) {
        CaseNumber meant = number(number);
        acts.reply(organizer, meant, body.reply(), HeldMessageController.actor(access));
        return ResponseEntity.status(201).body(reader.get(organizer, meant));
    }

    @Operation(summary = "Changes a case", description = "An absent member keeps what is stored.")
    @PatchMapping("/{number}")
    @Needs(Permission.WORK_CASES)
    CaseAnswer change(
            @PathVariable OrganizerCode organizer,
            @PathVariable String number,
            @RequestBody ChangeBody body,
            Access access) {
        CaseActs.CaseChange change = new CaseActs.CaseChange(
                body.state(),
                body.assignee(),
                body.priority(),
                body.type(),
                body.subject(),
                body.supplier(),
                body.spam());
        acts.change(organizer, number(number), change, HeldMessageController.actor(access));
        return reader.get(organizer, number(number));
    }

    /** A case's number, with or without leading zeros. */
    static CaseNumber number(String text) {
        if (!text.matches("\\d{1,12}") || Long.parseLong(text) == 0) {
            throw Refusal.notFound("case", text);
        }
        return new CaseNumber(Long.parseLong(text));
    }

    private static List<EmailAddress> addresses(String field, @Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().map(text -> address(field, text)).toList();
    }

    static EmailAddress address(String field, String text) {
        return EmailAddress.parse(text)
                .orElseThrow(() -> Refusal.invalid(field, text, "one mailbox such as anna@example.org"));
    }
}
