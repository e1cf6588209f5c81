package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.CaseChannel;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.CaseType;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Mailboxes;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** A case: what was said, who says it, what he has, and what an agent can do. */
@Controller
@RequestMapping("/o/{organizer}/cases")
class CasePage {
    private final CaseFacts facts;
    private final Colleagues colleagues;
    private final Mailboxes mailboxes;

    CasePage(CaseFacts facts, Colleagues colleagues, Mailboxes mailboxes) {
        this.facts = facts;
        this.colleagues = colleagues;
        this.mailboxes = mailboxes;
    }

    @GetMapping("/{number}")
    @PageNeeds(Permission.READ)
    String one(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        List<String> logins = colleagues.logins(organizer, user);
        CaseView view = facts.of(organizer, new CaseNumber(number), user, fmt);
        if (view.supportCase().number().value() != number) {
            return "redirect:/o/" + organizer + "/cases/"
                    + view.supportCase().number().value();
        }
        model.addAttribute("view", view);
        model.addAttribute("agents", logins);
        model.addAttribute("states", CaseState.values());
        model.addAttribute("priorities", CasePriority.values());
        model.addAttribute("types", CaseType.values());
        return "backoffice/case";
    }

    /** The form of a case that comes by telephone or at the counter. */
    @GetMapping("/new")
    @PageNeeds(Permission.WORK_CASES)
    String byHand(@PathVariable OrganizerCode organizer, Model model) {
        model.addAttribute("channels", List.of(CaseChannel.PHONE, CaseChannel.COUNTER));
        model.addAttribute("priorities", CasePriority.values());
        model.addAttribute("types", CaseType.values());
        model.addAttribute("mailboxes", mailboxes.list(organizer));
        return "backoffice/case-new";
    }
}
