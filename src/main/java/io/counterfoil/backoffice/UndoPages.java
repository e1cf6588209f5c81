package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.push.Undoing;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Transfers that somebody wants undone, for whoever is the second person. */
@Controller
@RequestMapping("/o/{organizer}/undo-requests")
class UndoPages {
    private static final int MOST = 200;

    private final Undoing undoing;

    UndoPages(Undoing undoing) {
        this.undoing = undoing;
    }

    @GetMapping
    @PageNeeds(Permission.READ)
    String list(@PathVariable OrganizerCode organizer, Model model) {
        List<Undoing.Waiting> found = undoing.waiting(organizer, MOST + 1);
        model.addAttribute("waiting", found.size() > MOST ? found.subList(0, MOST) : found);
        model.addAttribute("cut", found.size() > MOST);
        return "backoffice/undo-requests";
    }

    @PostMapping("/approve")
    @PageNeeds(Permission.MOVE_TICKET)
    String approve(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute TicketActions.Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        TicketActions.tell(undoing.approve(organizer, form.ticket(), form.cancels(), user.actor()), fmt, after);
        return back(organizer);
    }

    @PostMapping("/refuse")
    @PageNeeds(Permission.MOVE_TICKET)
    String refuse(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute TicketActions.Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        undoing.refuse(organizer, form.ticket(), user.actor());
        after.addFlashAttribute("done", fmt.text("undo.refused"));
        return back(organizer);
    }

    private static String back(OrganizerCode organizer) {
        return "redirect:/o/" + organizer + "/undo-requests";
    }
}
