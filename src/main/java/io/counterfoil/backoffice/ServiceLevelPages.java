package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.DeskSettings;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** When the help desk works, how soon it answers, and when cases close. */
@Controller
@RequestMapping("/o/{organizer}/settings/service-levels")
class ServiceLevelPages {
    private final DeskSettings settings;

    ServiceLevelPages(DeskSettings settings) {
        this.settings = settings;
    }

    @GetMapping
    @PageNeeds(Permission.CONFIGURE)
    String levels(@PathVariable OrganizerCode organizer, Model model) {
        return form(model, ServiceLevelForm.of(settings.of(organizer)));
    }

    @PostMapping
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView change(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute("form") ServiceLevelForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        try {
            settings.save(organizer, form.setting(), user.actor());
            after.addFlashAttribute("done", fmt.text("interface.saved"));
            return new ModelAndView("redirect:/o/" + organizer + "/settings/service-levels");
        } catch (Refusal refusal) {
            ModelAndView again = new ModelAndView(form(model, form), HttpStatus.UNPROCESSABLE_CONTENT);
            again.addObject("refusal", refusal);
            return again;
        }
    }

    private static String form(Model model, ServiceLevelForm form) {
        model.addAttribute("form", form);
        model.addAttribute("priorities", CasePriority.values());
        return "backoffice/service-levels";
    }
}
