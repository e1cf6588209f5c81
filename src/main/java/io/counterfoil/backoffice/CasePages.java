package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.CaseLists;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.kernel.OrganizerCode;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of cases with its search box, its filters and those that its reader saved. */
@Controller
@RequestMapping("/o/{organizer}/cases")
class CasePages {
    private final CaseListFacts facts;
    private final CaseLists lists;
    private final Colleagues colleagues;

    CasePages(CaseListFacts facts, CaseLists lists, Colleagues colleagues) {
        this.facts = facts;
        this.lists = lists;
        this.colleagues = colleagues;
    }

    @GetMapping
    @PageNeeds(Permission.READ)
    String list(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute CaseQuestion question,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        model.addAttribute("list", facts.of(organizer, question, user, fmt));
        model.addAttribute("states", CaseState.values());
        model.addAttribute("priorities", CasePriority.values());
        if (user.may(organizer, Permission.CHANGE_CASES)) {
            model.addAttribute("agents", colleagues.logins(organizer, user));
        }
        model.addAttribute("waiting", lists.waiting(organizer));
        return "backoffice/cases";
    }

    /** Keeps the present question under a name, for its reader only. */
    @PostMapping("/filters")
    @PageNeeds(Permission.READ)
    String save(
            @PathVariable OrganizerCode organizer,
            @RequestParam String name,
            @RequestParam String query,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        lists.save(organizer, user.login(), new CaseLists.Saved(name, query));
        after.addFlashAttribute("done", fmt.text("cases.filter.saved", name.strip()));
        return "redirect:/o/" + organizer + "/cases" + (query.isEmpty() ? "" : "?" + query);
    }

    @PostMapping("/filters/forget")
    @PageNeeds(Permission.READ)
    String forget(
            @PathVariable OrganizerCode organizer,
            @RequestParam String name,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        lists.forget(organizer, user.login(), name);
        after.addFlashAttribute("done", fmt.text("cases.filter.forgotten", name));
        return "redirect:/o/" + organizer + "/cases";
    }
}
