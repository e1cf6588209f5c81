package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.MailBrand;
import io.counterfoil.helpdesk.MailTemplates;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.organizers.Organizers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

/** What a mailbox's mails look like in each language: sender's name, signature, colour. */
@Controller
@RequestMapping("/o/{organizer}/settings/mailboxes/{code}/brand")
class BrandPages {
    private static final String FORM = "backoffice/mailbox-brand";

    private final Mailboxes mailboxes;
    private final MailTemplates templates;
    private final Organizers organizers;

    BrandPages(Mailboxes mailboxes, MailTemplates templates, Organizers organizers) {
        this.mailboxes = mailboxes;
        this.templates = templates;
        this.organizers = organizers;
    }

    /** A look as somebody fills it in. */
    record BrandForm(
            @Nullable String displayName,
            @Nullable String signature,
            @Nullable String colour) {
        MailBrand brand(String language) {
            return new MailBrand(
                    language,
                    ServerForm.text(displayName),
                    ServerForm.text(signature).replace("\r\n", "\n"),
                    ServerForm.text(colour));
        }
    }

    @GetMapping
    @PageNeeds(Permission.CONFIGURE)
    String both(@PathVariable OrganizerCode organizer, @PathVariable String code, Model model) {
        model.addAllAttributes(shown(organizer, mailboxes.require(organizer, code), null));
        return FORM;
    }

    @PostMapping("/{language}")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView change(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String language,
            @ModelAttribute BrandForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        Mailbox mailbox = mailboxes.require(organizer, code);
        MailBrand brand = form.brand(language);
        try {
            templates.saveBrand(organizer, code, brand, user.actor());
            after.addFlashAttribute("done", fmt.text("interface.saved"));
            return new ModelAndView("redirect:/o/" + organizer + "/settings/mailboxes/" + code + "/brand");
        } catch (Refusal refusal) {
            ModelAndView again = new ModelAndView(FORM, HttpStatus.UNPROCESSABLE_CONTENT);
            again.addAllObjects(shown(organizer, mailbox, brand));
            return again.addObject("refusal", refusal);
        }
    }

    /** @param typed shown instead of what is stored in its language */
    private Map<String, Object> shown(OrganizerCode organizer, Mailbox mailbox, @Nullable MailBrand typed) {
        String name = organizers.require(organizer).name();
        List<MailBrand> brands = MailTemplates.languages().stream()
                .map(language -> typed != null && typed.language().equals(language)
                        ? typed
                        : templates.brand(organizer, mailbox.code(), language, name))
                .toList();
        return Map.of("mailbox", mailbox, "brands", brands, "typed", typed == null ? "" : typed.language());
    }
}
