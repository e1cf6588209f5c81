package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.CaseType;
import io.counterfoil.helpdesk.DeskTools;
import io.counterfoil.helpdesk.DeskTools.CannedAnswer;
import io.counterfoil.helpdesk.Supplier;
import io.counterfoil.helpdesk.Suppliers;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A case: what was said, who says it, what he has, and what an agent can do. */
@Controller
@RequestMapping("/o/{organizer}/cases")
class CasePage {
    private final CaseFacts facts;
    private final Colleagues colleagues;
    private final DeskTools tools;
    private final Suppliers suppliers;

    CasePage(CaseFacts facts, Colleagues colleagues, DeskTools tools, Suppliers suppliers) {
        this.facts = facts;
        this.colleagues = colleagues;
        this.tools = tools;
        this.suppliers = suppliers;
    }

    /**
     * @param answer a canned answer to begin with, or to go on with
     * @param before an entry: what is older is shown; none: what was said last
     */
    @GetMapping("/{number}")
    @PageNeeds(Permission.READ)
    String one(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @RequestParam(required = false) @Nullable UUID answer,
            @RequestParam(required = false) @Nullable UUID before,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        List<String> logins = colleagues.logins(organizer, user);
        CaseView view = facts.of(organizer, new CaseNumber(number), before, user, fmt);
        if (view.supportCase().number().value() != number) {
            return "redirect:/o/" + organizer + "/cases/"
                    + view.supportCase().number().value();
        }
        model.addAttribute("view", view);
        model.addAttribute("agents", logins);
        model.addAttribute(
                "watchers", tools.watchers(organizer, view.supportCase().number()));
        if (user.may(organizer, Permission.WORK_CASES)) {
            model.addAttribute("begun", begun(organizer, view.supportCase(), answer, user));
        }
        model.addAttribute(
                "suppliers",
                suppliers.list(organizer).stream().map(Supplier::code).toList());
        model.addAttribute("states", CaseState.values());
        model.addAttribute("priorities", CasePriority.values());
        model.addAttribute("types", CaseType.values());
        return "backoffice/case";
    }

    private CaseWriting.Begun begun(OrganizerCode organizer, SupportCase found, @Nullable UUID answer, SignedIn user) {
        DeskTools.Draft draft = tools.draft(organizer, found.number(), user.login())
                .orElse(new DeskTools.Draft(DeskTools.DraftKind.REPLY, "", "", "", "", Instant.EPOCH));
        List<CannedAnswer> answers = tools.cannedAnswers(organizer).stream()
                .sorted(Comparator.comparing(each -> !each.language().equals(found.language())))
                .toList();
        Stream<String> added =
                answers.stream().filter(each -> each.id().equals(answer)).map(CannedAnswer::text);
        String text = Stream.concat(Stream.of(draft.text()), added)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("\n\n"));
        Instant keptAt = draft.text().isEmpty() ? null : draft.savedAt();
        return new CaseWriting.Begun(draft.to(), draft.cc(), draft.bcc(), text, keptAt, answers);
    }
}
