package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.MailEvent;
import io.counterfoil.helpdesk.MailTemplate;
import io.counterfoil.helpdesk.MailTemplates;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** What outgoing mails say: a text for each event in each language. */
@Controller
@RequestMapping("/o/{organizer}/settings/templates")
class TemplatePages {
    private static final String FORM = "backoffice/template";
    /** A mail as it will be sent styles itself; nothing in it runs, and nothing is fetched. */
    private static final String CLOSED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    private final MailTemplates templates;

    TemplatePages(MailTemplates templates) {
        this.templates = templates;
    }

    /** A template as somebody fills it in. */
    record TemplateForm(@Nullable String subject, @Nullable String text) {
        MailTemplate template() {
            return new MailTemplate(subject == null ? "" : subject, text == null ? "" : text.replace("\r\n", "\n"));
        }
    }

    @GetMapping
    @PageNeeds(Permission.CONFIGURE)
    String list(@PathVariable OrganizerCode organizer, Model model) {
        model.addAttribute("templates", templates.all(organizer));
        return "backoffice/templates";
    }

    @GetMapping("/{event}/{language}")
    @PageNeeds(Permission.CONFIGURE)
    String one(
            @PathVariable OrganizerCode organizer,
            @PathVariable String event,
            @PathVariable String language,
            Model model) {
        MailTemplates.Current current = current(organizer, event, language);
        TemplateForm form = new TemplateForm(
                current.template().subject(), current.template().text());
        return form(model, current, form);
    }

    @PostMapping("/{event}/{language}")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView change(
            @PathVariable OrganizerCode organizer,
            @PathVariable String event,
            @PathVariable String language,
            @ModelAttribute("form") TemplateForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        MailTemplates.Current current = current(organizer, event, language);
        try {
            templates.save(organizer, current.event(), language, form.template(), user.actor());
            after.addFlashAttribute("done", fmt.text("interface.saved"));
            return new ModelAndView(path(organizer, current));
        } catch (Refusal refusal) {
            return refused(refusal, current, form);
        }
    }

    @PostMapping("/{event}/{language}/reset")
    @PageNeeds(Permission.CONFIGURE)
    String reset(
            @PathVariable OrganizerCode organizer,
            @PathVariable String event,
            @PathVariable String language,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        MailTemplates.Current current = current(organizer, event, language);
        templates.reset(organizer, current.event(), language, user.actor());
        after.addFlashAttribute("done", fmt.text("template.reset.done"));
        return path(organizer, current);
    }

    /** What a mail would look like by the text as it is typed. Stores nothing. */
    @PostMapping("/{event}/{language}/preview")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView preview(
            @PathVariable OrganizerCode organizer,
            @PathVariable String event,
            @PathVariable String language,
            @ModelAttribute("form") TemplateForm form,
            Model model) {
        MailTemplates.Current current = current(organizer, event, language);
        try {
            model.addAttribute("preview", templates.preview(organizer, current.event(), language, form.template()));
            return new ModelAndView(form(model, current, form));
        } catch (Refusal refusal) {
            return refused(refusal, current, form);
        }
    }

    /** The same as a mail program would show it, as a page of its own. */
    @PostMapping("/{event}/{language}/preview-html")
    @PageNeeds(Permission.CONFIGURE)
    ResponseEntity<String> previewHtml(
            @PathVariable OrganizerCode organizer,
            @PathVariable String event,
            @PathVariable String language,
            @ModelAttribute("form") TemplateForm form) {
        MailTemplates.Current current = current(organizer, event, language);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", CLOSED)
                .body(templates
                        .preview(organizer, current.event(), language, form.template())
                        .html());
    }

    private MailTemplates.Current current(OrganizerCode organizer, String event, String language) {
        MailEvent known = Arrays.stream(MailEvent.values())
                .filter(each -> each.code().equals(event))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("template", event));
        if (!MailTemplates.languages().contains(language)) {
            throw Refusal.notFound("template", event + " " + language);
        }
        return templates.current(organizer, known, language);
    }

    private static String form(Model model, MailTemplates.Current current, TemplateForm form) {
        model.addAttribute("current", current);
        model.addAttribute("form", form);
        return FORM;
    }

    private static String path(OrganizerCode organizer, MailTemplates.Current current) {
        return "redirect:/o/" + organizer + "/settings/templates/"
                + current.event().code() + "/" + current.language();
    }

    private static ModelAndView refused(Refusal refusal, MailTemplates.Current current, TemplateForm form) {
        ModelAndView again = new ModelAndView(FORM, HttpStatus.UNPROCESSABLE_CONTENT);
        return again.addObject("current", current).addObject("form", form).addObject("refusal", refusal);
    }
}
