package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizers;
import java.time.ZoneId;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an administrator sets for an organizer: its name, time zone, language and how long orphaned contacts are kept. */
@Controller
@RequestMapping("/o/{organizer}/settings")
class SettingsPages {
    private final Organizers organizers;

    SettingsPages(Organizers organizers) {
        this.organizers = organizers;
    }

    @GetMapping
    @PageNeeds(Permission.CONFIGURE)
    String settings(@PathVariable OrganizerCode organizer, Model model) {
        model.addAttribute("found", organizers.require(organizer));
        model.addAttribute(
                "zones",
                ZoneId.getAvailableZoneIds().stream()
                        .filter(zone ->
                                zone.indexOf('/') > 0 && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                        .sorted()
                        .toList());
        return "backoffice/settings";
    }

    @PostMapping
    @PageNeeds(Permission.CONFIGURE)
    String change(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        organizers.change(
                organizer, form.name(), form.timeZone(), form.language(), days(form.retentionDays()), user.actor());
        after.addFlashAttribute("done", fmt.text("interface.saved"));
        return "redirect:/o/" + organizer + "/settings";
    }

    /** As it was filled in. */
    record Form(String name, String timeZone, String language, String retentionDays) {}

    private static int days(String typed) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("retentionDays", typed, "1 to 3650");
        }
    }
}
