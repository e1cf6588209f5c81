package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.Actor;
import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.CaseMerges;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.CaseType;
import io.counterfoil.helpdesk.DeskTools;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.OutgoingFile;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an agent does with a case. Each leads back to the case and says there what came of it. */
@Controller
@RequestMapping("/o/{organizer}/cases")
class CaseActions {
    private final CaseActs acts;
    private final CaseMerges merges;
    private final SupportCases cases;
    private final DeskTools tools;

    CaseActions(CaseActs acts, CaseMerges merges, SupportCases cases, DeskTools tools) {
        this.acts = acts;
        this.merges = merges;
        this.cases = cases;
        this.tools = tools;
    }

    /**
     * What is written.
     *
     * @param note whether it is for agents only
     * @param to addresses with commas between them; blank: the requester
     * @param state blank: what follows by itself
     */
    record Written(
            @Nullable String text,
            @Nullable Boolean note,
            @Nullable String to,
            @Nullable String cc,
            @Nullable String bcc,
            @Nullable String state) {
        boolean isNote() {
            return Boolean.TRUE.equals(note);
        }

        /** What is kept of it; null: without a text there is nothing to keep. */
        DeskTools.@Nullable Draft draft() {
            return text == null
                    ? null
                    : new DeskTools.Draft(
                            DeskTools.DraftKind.REPLY, typed(to), typed(cc), typed(bcc), text, Instant.EPOCH);
        }

        private static String typed(@Nullable String field) {
            return field == null ? "" : field;
        }

        CaseActs.NewReply reply(List<OutgoingFile> files) {
            String said = text == null ? "" : text.strip();
            CaseState next = state == null || state.isBlank() ? null : oneOf(CaseState.class, "state", state);
            return isNote()
                    ? new CaseActs.NewReply(said, false, List.of(), List.of(), List.of(), next, files)
                    : new CaseActs.NewReply(
                            said, true, addresses("to", to), addresses("cc", cc), addresses("bcc", bcc), next, files);
        }
    }

    @PostMapping("/{number}/replies")
    @PageNeeds(Permission.WORK_CASES)
    String reply(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @ModelAttribute Written written,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after)
            throws IOException {
        try {
            acts.reply(organizer, new CaseNumber(number), written.reply(UploadedFiles.read(files)), actor(user));
        } catch (Refusal refused) {
            // what was typed stands in the form again
            keep(organizer, cases.require(organizer, new CaseNumber(number)).number(), written, user);
            throw refused;
        }
        // a death before this line leaves a draft of what was said, which its writer throws away
        tools.dropDraft(
                organizer, cases.require(organizer, new CaseNumber(number)).number(), user.login());
        after.addFlashAttribute("done", fmt.text(written.isNote() ? "case.noted" : "case.replied"));
        return back(organizer, number);
    }

    /** Keeps what was written so far. Without a text nothing was written, and what is kept stays. */
    private void keep(OrganizerCode organizer, CaseNumber number, Written written, SignedIn user) {
        DeskTools.Draft draft = written.draft();
        if (draft != null) {
            tools.keepDraft(organizer, number, user.login(), draft);
        }
    }

    /** What is to change; null stays as it is. An assignee or a supplier of one dash: none. */
    record Changed(
            @Nullable String state,
            @Nullable String assignee,
            @Nullable String priority,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String supplier,
            @Nullable Boolean spam) {
        CaseActs.CaseChange change() {
            return new CaseActs.CaseChange(
                    state == null ? Told.nothing() : Told.of(oneOf(CaseState.class, "state", state)),
                    assignee == null ? Told.nothing() : Told.of(assignee.equals(CaseQuestion.NOBODY) ? null : assignee),
                    priority == null ? Told.nothing() : Told.of(oneOf(CasePriority.class, "priority", priority)),
                    type == null ? Told.nothing() : Told.of(oneOf(CaseType.class, "type", type)),
                    subject == null ? Told.nothing() : Told.of(subject),
                    supplier == null ? Told.nothing() : Told.of(supplier.equals(CaseQuestion.NOBODY) ? null : supplier),
                    spam == null ? Told.nothing() : Told.of(spam));
        }
    }

    @PostMapping("/{number}/change")
    @PageNeeds(Permission.WORK_CASES)
    String change(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @ModelAttribute Changed changed,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        acts.change(organizer, new CaseNumber(number), changed.change(), actor(user));
        after.addFlashAttribute("done", fmt.text("case.changed"));
        return back(organizer, number);
    }

    @PostMapping("/{number}/participants")
    @PageNeeds(Permission.WORK_CASES)
    String addParticipant(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @RequestParam String email,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        acts.addParticipant(organizer, new CaseNumber(number), Recipients.address(email), actor(user));
        after.addFlashAttribute("done", fmt.text("case.participant-added"));
        return back(organizer, number);
    }

    @PostMapping("/{number}/merge")
    @PageNeeds(Permission.WORK_CASES)
    String merge(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @RequestParam String other,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        SupportCase into = merges.merge(organizer, new CaseNumber(number), number(other), actor(user));
        after.addFlashAttribute("done", fmt.text("case.merged", new CaseNumber(number).toString()));
        return back(organizer, into.number().value());
    }

    @PostMapping("/{number}/link")
    @PageNeeds(Permission.WORK_CASES)
    String link(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @RequestParam String other,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        merges.link(organizer, new CaseNumber(number), number(other), actor(user));
        after.addFlashAttribute("done", fmt.text("case.linked"));
        return back(organizer, number);
    }

    /** @param entry ids of the entries that go into a case of their own */
    @PostMapping("/{number}/split")
    @PageNeeds(Permission.WORK_CASES)
    String split(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @RequestParam Set<UUID> entry,
            @RequestParam String subject,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        SupportCase made = merges.split(organizer, new CaseNumber(number), entry, subject, actor(user));
        after.addFlashAttribute("done", fmt.text("case.was-split", new CaseNumber(number).toString()));
        return back(organizer, made.number().value());
    }

    @PostMapping("/{number}/tickets")
    @PageNeeds(Permission.WORK_CASES)
    String linkTicket(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @RequestParam String id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        TicketId ticket = TicketPages.ticketId(id.strip());
        acts.linkTickets(organizer, new CaseNumber(number), Set.of(ticket), actor(user));
        after.addFlashAttribute("done", fmt.text("case.ticket-linked"));
        return back(organizer, number);
    }

    @PostMapping("/{number}/tickets/unlink")
    @PageNeeds(Permission.WORK_CASES)
    String unlinkTicket(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @RequestParam String id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        acts.unlinkTicket(organizer, new CaseNumber(number), TicketPages.ticketId(id), actor(user));
        after.addFlashAttribute("done", fmt.text("case.ticket-unlinked"));
        return back(organizer, number);
    }

    static Actor actor(SignedIn user) {
        return new Actor(user.actor(), user.login(), user.shownName());
    }

    /** A case's number as people type it. */
    static CaseNumber number(String text) {
        String digits = text.replaceAll("\\D", "");
        if (digits.isEmpty() || digits.length() > 12) {
            throw Refusal.invalid("number", text, "the number of a case");
        }
        return new CaseNumber(Long.parseLong(digits));
    }

    private static List<EmailAddress> addresses(String field, @Nullable String typed) {
        return typed == null
                ? List.of()
                : Arrays.stream(typed.split("[,;\\s]+"))
                        .filter(each -> !each.isEmpty())
                        .map(each -> EmailAddress.parse(each)
                                .orElseThrow(() -> Refusal.invalid(field, each, "addresses such as anna@example.org")))
                        .collect(Collectors.toList());
    }

    /** The constant that a form or an address names; refused when there is none. */
    static <E extends Enum<E>> E oneOf(Class<E> type, String field, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(value))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(field, value, Arrays.toString(type.getEnumConstants())));
    }

    static String back(OrganizerCode organizer, long number) {
        return "redirect:/o/" + organizer + "/cases/" + number;
    }
}
