package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.CaseActions.oneOf;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.CaseChannel;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.CaseType;
import io.counterfoil.helpdesk.DeskTools;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Mailboxes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A case that comes by telephone or at the counter; what is begun of it is kept for its writer. */
@Controller
@RequestMapping("/o/{organizer}/cases/new")
class NewCasePages {
    private final CaseActs acts;
    private final DeskTools tools;
    private final Mailboxes mailboxes;

    NewCasePages(CaseActs acts, DeskTools tools, Mailboxes mailboxes) {
        this.acts = acts;
        this.tools = tools;
        this.mailboxes = mailboxes;
    }

    /** A call or a visit. What is null was not in the form. */
    record ByHand(
            @Nullable String channel,
            @Nullable String type,
            @Nullable String priority,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String email,
            @Nullable String mailbox) {
        CaseActs.NewCase wanted() {
            return new CaseActs.NewCase(
                    oneOf(CaseType.class, "type", typed(type)),
                    oneOf(CasePriority.class, "priority", typed(priority)),
                    oneOf(CaseChannel.class, "channel", typed(channel)),
                    typed(subject),
                    text,
                    typed(email).isBlank() ? null : Recipients.address(typed(email)),
                    null,
                    typed(mailbox).isBlank() ? null : mailbox,
                    Set.of());
        }

        /** Null: nothing was typed since the page was opened. */
        DeskTools.@Nullable BegunCase begun() {
            return subject == null
                    ? null
                    : new DeskTools.BegunCase(
                            typed(channel),
                            typed(type),
                            typed(priority),
                            subject,
                            typed(text),
                            typed(email),
                            typed(mailbox),
                            Instant.EPOCH);
        }

        private static String typed(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    @GetMapping
    @PageNeeds(Permission.WORK_CASES)
    String blank(@PathVariable OrganizerCode organizer, SignedIn user, Model model) {
        model.addAttribute("channels", List.of(CaseChannel.PHONE, CaseChannel.COUNTER));
        model.addAttribute("priorities", CasePriority.values());
        model.addAttribute("types", CaseType.values());
        model.addAttribute("mailboxes", mailboxes.inUse(organizer));
        model.addAttribute("begun", tools.begunCase(organizer, user.login()).orElse(null));
        return "backoffice/case-new";
    }

    @PostMapping
    @PageNeeds(Permission.WORK_CASES)
    String open(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute ByHand form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        try {
            SupportCase made = acts.open(organizer, form.wanted(), CaseActions.actor(user));
            // a death before this line leaves what was begun, which its writer throws away
            tools.dropBegunCase(organizer, user.login());
            after.addFlashAttribute("done", fmt.text("case.opened"));
            return CaseActions.back(organizer, made.number().value());
        } catch (Refusal refused) {
            keep(organizer, form, user);
            throw refused;
        }
    }

    /** Keeps what was written so far. */
    @PostMapping("/draft")
    @PageNeeds(Permission.WORK_CASES)
    String draft(@PathVariable OrganizerCode organizer, @ModelAttribute ByHand form, SignedIn user, Model model) {
        keep(organizer, form, user);
        model.addAttribute("draft", tools.begunCase(organizer, user.login()).orElse(null));
        return "backoffice/case-work :: kept";
    }

    @PostMapping("/draft/drop")
    @PageNeeds(Permission.WORK_CASES)
    String drop(
            @PathVariable OrganizerCode organizer,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        tools.dropBegunCase(organizer, user.login());
        after.addFlashAttribute("done", fmt.text("case.draft.dropped"));
        return "redirect:/o/" + organizer + "/cases/new";
    }

    private void keep(OrganizerCode organizer, ByHand form, SignedIn user) {
        DeskTools.BegunCase begun = form.begun();
        if (begun != null) {
            tools.keepBegunCase(organizer, user.login(), begun);
        }
    }
}
