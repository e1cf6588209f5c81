package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.DeskTools;
import io.counterfoil.helpdesk.DeskTools.CannedAnswer;
import io.counterfoil.helpdesk.MailTemplates;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.UUID;
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

/** Canned answers: texts for what is asked again and again. */
@Controller
@RequestMapping("/o/{organizer}/settings")
class CannedAnswerPages {
    private final DeskTools tools;

    CannedAnswerPages(DeskTools tools) {
        this.tools = tools;
    }

    /** An answer as somebody fills it in. */
    record AnswerForm(
            @Nullable String language,
            @Nullable String title,
            @Nullable String text) {}

    @GetMapping("/canned-answers")
    @PageNeeds(Permission.CONFIGURE)
    String list(@PathVariable OrganizerCode organizer, Model model) {
        model.addAttribute("answers", tools.cannedAnswers(organizer));
        return "backoffice/canned-answers";
    }

    @GetMapping("/new-canned-answer")
    @PageNeeds(Permission.CONFIGURE)
    String blank(@RequestAttribute Shell shell, Model model) {
        return form(model, new AnswerForm(shell.language(), "", ""), null);
    }

    @PostMapping("/new-canned-answer")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView create(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute("form") AnswerForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        return save(organizer, null, form, user, fmt, model, after);
    }

    @GetMapping("/canned-answers/{id}")
    @PageNeeds(Permission.CONFIGURE)
    String one(@PathVariable OrganizerCode organizer, @PathVariable UUID id, Model model) {
        CannedAnswer answer = require(organizer, id);
        return form(model, new AnswerForm(answer.language(), answer.title(), answer.text()), id);
    }

    @PostMapping("/canned-answers/{id}")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView change(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            @ModelAttribute("form") AnswerForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        require(organizer, id);
        return save(organizer, id, form, user, fmt, model, after);
    }

    @PostMapping("/canned-answers/{id}/remove")
    @PageNeeds(Permission.CONFIGURE)
    String remove(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        tools.deleteCannedAnswer(organizer, id, user.actor());
        after.addFlashAttribute("done", fmt.text("canned.removed"));
        return "redirect:/o/" + organizer + "/settings/canned-answers";
    }

    private ModelAndView save(
            OrganizerCode organizer,
            @Nullable UUID id,
            AnswerForm form,
            SignedIn user,
            Formats fmt,
            Model model,
            RedirectAttributes after) {
        try {
            tools.saveCannedAnswer(
                    organizer,
                    id,
                    ServerForm.text(form.language()),
                    ServerForm.text(form.title()),
                    ServerForm.text(form.text()),
                    user.actor());
            after.addFlashAttribute("done", fmt.text("interface.saved"));
            return new ModelAndView("redirect:/o/" + organizer + "/settings/canned-answers");
        } catch (Refusal refusal) {
            ModelAndView again = new ModelAndView(form(model, form, id), HttpStatus.UNPROCESSABLE_CONTENT);
            again.addObject("refusal", refusal);
            return again;
        }
    }

    private CannedAnswer require(OrganizerCode organizer, UUID id) {
        return tools.cannedAnswers(organizer).stream()
                .filter(answer -> answer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("canned answer", id));
    }

    private static String form(Model model, AnswerForm form, @Nullable UUID id) {
        model.addAttribute("form", form);
        model.addAttribute("id", id);
        model.addAttribute("languages", MailTemplates.languages());
        return "backoffice/canned-answer";
    }
}
