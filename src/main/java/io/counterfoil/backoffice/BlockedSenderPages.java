package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.BlockedSenders;
import io.counterfoil.helpdesk.CaseLists;
import io.counterfoil.kernel.OrganizerCode;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Senders whose mails are held whatever they say. */
@Controller
@RequestMapping("/o/{organizer}/mails/blocked")
class BlockedSenderPages {
    private final BlockedSenders blocked;
    private final CaseLists lists;

    BlockedSenderPages(BlockedSenders blocked, CaseLists lists) {
        this.blocked = blocked;
        this.lists = lists;
    }

    @GetMapping
    @PageNeeds(Permission.SEE_PERSONAL_DATA)
    String list(@PathVariable OrganizerCode organizer, Model model) {
        model.addAttribute("blocked", blocked.list(organizer));
        model.addAttribute("waiting", lists.waiting(organizer));
        return "backoffice/mails-blocked";
    }

    /** @param address an address, or a domain for all addresses there */
    @PostMapping
    @PageNeeds(Permission.WORK_CASES)
    String block(
            @PathVariable OrganizerCode organizer,
            @RequestParam String address,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        blocked.block(organizer, address, user.actor());
        after.addFlashAttribute("done", fmt.text("blocked.done", address.strip()));
        return back(organizer);
    }

    @PostMapping("/lift")
    @PageNeeds(Permission.WORK_CASES)
    String unblock(
            @PathVariable OrganizerCode organizer,
            @RequestParam String address,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        blocked.unblock(organizer, address, user.actor());
        after.addFlashAttribute("done", fmt.text("blocked.lifted", address));
        return back(organizer);
    }

    private static String back(OrganizerCode organizer) {
        return "redirect:/o/" + organizer + "/mails/blocked";
    }
}
