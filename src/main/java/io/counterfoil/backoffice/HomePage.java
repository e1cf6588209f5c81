package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Organizers;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The way in, and Home: is everything in step? */
@Controller
class HomePage {
    private final HomeFacts facts;
    private final Organizers organizers;

    HomePage(HomeFacts facts, Organizers organizers) {
        this.facts = facts;
        this.organizers = organizers;
    }

    /** To the organizer that he looked at last, or to the first that he may see. */
    @GetMapping("/")
    @ForUsers
    String start(@RequestAttribute Shell shell, HttpServletRequest request) {
        return shell.organizer() == null
                ? "backoffice/welcome"
                : "redirect:/o/" + shell.organizer().code();
    }

    @PostMapping("/installation/organizers")
    @PageNeeds(Permission.MANAGE_ORGANIZERS)
    String create(
            @RequestParam String code,
            @RequestParam String name,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        organizers.create(new OrganizerCode(code.strip()), name, user.actor());
        after.addFlashAttribute("done", fmt.text("welcome.made", name));
        return "redirect:/o/" + code.strip();
    }

    @GetMapping("/o/{organizer}")
    @PageNeeds(Permission.READ)
    String home(@PathVariable OrganizerCode organizer, @RequestAttribute Formats fmt, Model model) {
        model.addAttribute("home", facts.of(organizer, fmt));
        return "backoffice/home";
    }
}
