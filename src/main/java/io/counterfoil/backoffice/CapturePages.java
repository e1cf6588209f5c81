package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.CaptureRule;
import io.counterfoil.helpdesk.CaptureRules;
import io.counterfoil.helpdesk.TextFinder;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is captured from mails: rules, and what each would find in the mails that came last. */
@Controller
@RequestMapping("/o/{organizer}/settings")
class CapturePages {
    private final CaptureRules rules;
    private final Mailboxes mailboxes;

    CapturePages(CaptureRules rules, Mailboxes mailboxes) {
        this.rules = rules;
        this.mailboxes = mailboxes;
    }

    @GetMapping("/capture-rules")
    @PageNeeds(Permission.CONFIGURE)
    String list(@PathVariable OrganizerCode organizer, Model model) {
        model.addAttribute("rules", rules.list(organizer));
        return "backoffice/capture-rules";
    }

    @GetMapping("/new-capture-rule")
    @PageNeeds(Permission.CONFIGURE)
    String blank(@PathVariable OrganizerCode organizer, @RequestAttribute Formats fmt, Model model) {
        return form(organizer, model, CaptureForm.EMPTY, null, fmt);
    }

    @PostMapping("/new-capture-rule")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView create(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute("form") CaptureForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        try {
            CaptureRule rule = form.rule(null);
            if (rules.find(organizer, rule.code()).isPresent()) {
                throw Refusal.conflict("capture-rule-exists", "capture rule " + rule.code() + " exists already");
            }
            return saved(organizer, rule, user, fmt, after);
        } catch (Refusal refusal) {
            return FormAgain.refused(refusal, form(organizer, model, form, null, fmt));
        }
    }

    @GetMapping("/capture-rules/{code}")
    @PageNeeds(Permission.CONFIGURE)
    String one(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @RequestAttribute Formats fmt,
            Model model) {
        return form(organizer, model, CaptureForm.of(require(organizer, code)), code, fmt);
    }

    @PostMapping("/capture-rules/{code}")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView change(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @ModelAttribute("form") CaptureForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        require(organizer, code);
        try {
            return saved(organizer, form.rule(code), user, fmt, after);
        } catch (Refusal refusal) {
            return FormAgain.refused(refusal, form(organizer, model, form, code, fmt));
        }
    }

    @PostMapping("/capture-rules/{code}/remove")
    @PageNeeds(Permission.CONFIGURE)
    String remove(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        rules.remove(organizer, code, user.actor());
        after.addFlashAttribute("done", fmt.text("capture.removed"));
        return "redirect:/o/" + organizer + "/settings/capture-rules";
    }

    /** What the rule as it is typed would find in the mails that came last. Stores nothing. */
    @PostMapping("/try-capture-rule")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView tryOut(
            @PathVariable OrganizerCode organizer,
            @RequestParam(defaultValue = "") String rule,
            @ModelAttribute("form") CaptureForm form,
            @RequestAttribute Formats fmt,
            Model model) {
        String code = rules.find(organizer, rule).map(CaptureRule::code).orElse(null);
        try {
            CaptureRule tried = form.rule(code);
            model.addAttribute("trial", rules.tryOut(organizer, named(tried)));
            return new ModelAndView(form(organizer, model, form, code, fmt));
        } catch (Refusal refusal) {
            return FormAgain.refused(refusal, form(organizer, model, form, code, fmt));
        }
    }

    /** Whether what is looked for can be looked for, while it is typed. Stores nothing. */
    @PostMapping("/check-capture-rule")
    @PageNeeds(Permission.CONFIGURE)
    String check(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute("form") CaptureForm form,
            @RequestAttribute Formats fmt,
            Model model) {
        model.addAttribute("mistake", mistake(form.finder(), fmt));
        model.addAttribute("typed", isTyped(form.finder()));
        return "backoffice/capture-parts :: check";
    }

    /** A rule is tried out before it has a code or a field. */
    private static CaptureRule named(CaptureRule rule) {
        return new CaptureRule(
                rule.code().isEmpty() ? "new" : rule.code(),
                rule.field().isEmpty() ? "new" : rule.field(),
                rule.place(),
                rule.mailbox(),
                rule.finder(),
                true);
    }

    private CaptureRule require(OrganizerCode organizer, String code) {
        return rules.find(organizer, code).orElseThrow(() -> Refusal.notFound("capture rule", code));
    }

    private ModelAndView saved(
            OrganizerCode organizer, CaptureRule rule, SignedIn user, Formats fmt, RedirectAttributes after) {
        rules.save(organizer, rule, user.actor());
        after.addFlashAttribute("done", fmt.text("interface.saved"));
        return new ModelAndView("redirect:/o/" + organizer + "/settings/capture-rules/" + rule.code());
    }

    private String form(OrganizerCode organizer, Model model, CaptureForm form, @Nullable String code, Formats fmt) {
        model.addAttribute("form", form);
        model.addAttribute("code", code);
        model.addAttribute("places", CaptureRule.Place.values());
        model.addAttribute(
                "mailboxes",
                mailboxes.inUse(organizer).stream().map(Mailbox::code).toList());
        model.addAttribute("mistake", mistake(form.finder(), fmt));
        model.addAttribute("typed", isTyped(form.finder()));
        return "backoffice/capture-rule";
    }

    private static boolean isTyped(TextFinder finder) {
        return !finder.first().isEmpty();
    }

    private static @Nullable String mistake(TextFinder finder, Formats fmt) {
        return finder.problem()
                .map(problem -> fmt.text(
                        "capture.mistake",
                        Excerpt.of(problem.value()),
                        fmt.text("capture.expected." + problem.reason())))
                .orElse(null);
    }
}
