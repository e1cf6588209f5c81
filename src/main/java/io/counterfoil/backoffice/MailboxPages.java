package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.helpdesk.MailboxRetirement;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.imap.ImapReading;
import io.counterfoil.imap.MailboxState;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.AfterStoring;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailLogin;
import io.counterfoil.mail.MailSecurity;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.organizers.Organizers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/** Mailboxes: which there are, how they are doing, and how each is set up. */
@Controller
@RequestMapping("/o/{organizer}/settings")
class MailboxPages {
    private final OrganizerTransactions transactions;
    private final Mailboxes mailboxes;
    private final MailboxTags tags;
    private final InboundMails mails;
    private final ImapReading reading;
    private final Organizers organizers;
    private final MailboxRetirement retirement;

    MailboxPages(
            OrganizerTransactions transactions,
            Mailboxes mailboxes,
            MailboxTags tags,
            InboundMails mails,
            ImapReading reading,
            Organizers organizers,
            MailboxRetirement retirement) {
        this.transactions = transactions;
        this.mailboxes = mailboxes;
        this.tags = tags;
        this.mails = mails;
        this.reading = reading;
        this.organizers = organizers;
        this.retirement = retirement;
    }

    /**
     * A mailbox in the list.
     *
     * @param lastMail null: none has come yet
     * @param state null: it is not read, or not yet
     * @param silentSince since when there is an alarm that no mail arrives; null: there is none
     */
    record Row(
            Mailbox mailbox,
            IdTag tag,
            @Nullable Instant lastMail,
            @Nullable MailboxState state,
            @Nullable Instant silentSince) {}

    @GetMapping("/mailboxes")
    @PageNeeds(Permission.CONFIGURE)
    String list(@PathVariable OrganizerCode organizer, Model model) {
        List<Row> rows = transactions.read(organizer, () -> {
            Map<String, Instant> last = mails.lastArrivals(organizer);
            Map<String, MailboxState> states = reading.states(organizer);
            Map<String, Instant> silent = mailboxes.silentSince(organizer);
            return mailboxes.list(organizer).stream()
                    .map(mailbox -> new Row(
                            mailbox,
                            tags.present(organizer, mailbox.code()),
                            last.get(mailbox.code()),
                            states.get(mailbox.code()),
                            silent.get(mailbox.code())))
                    .toList();
        });
        model.addAttribute(
                "rows", rows.stream().filter(row -> row.mailbox().isInUse()).toList());
        model.addAttribute(
                "gone", rows.stream().filter(row -> !row.mailbox().isInUse()).toList());
        return "backoffice/mailboxes";
    }

    @GetMapping("/new-mailbox")
    @PageNeeds(Permission.CONFIGURE)
    String blank(@PathVariable OrganizerCode organizer, @RequestAttribute Formats fmt, Model model) {
        MailboxForm form = MailboxForm.empty(organizers.require(organizer).language());
        return form(organizer, model, form, null, fmt);
    }

    @PostMapping("/new-mailbox")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView create(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute("form") MailboxForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        try {
            String code = ServerForm.text(form.code());
            if (mailboxes.find(organizer, code).isPresent()) {
                throw Refusal.conflict("mailbox-exists", "mailbox " + code + " exists already");
            }
            return new ModelAndView(save(organizer, code, form, user, fmt, after));
        } catch (Refusal refusal) {
            return FormAgain.refused(refusal, form(organizer, model, form, null, fmt));
        }
    }

    @GetMapping("/mailboxes/{code}")
    @PageNeeds(Permission.CONFIGURE)
    String one(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @RequestAttribute Formats fmt,
            Model model) {
        Mailbox mailbox = mailboxes.require(organizer, code);
        return form(organizer, model, MailboxForm.of(mailbox, tags.present(organizer, code), fmt), mailbox, fmt);
    }

    @PostMapping("/mailboxes/{code}")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView change(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @ModelAttribute("form") MailboxForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        Mailbox mailbox = mailboxes.require(organizer, code);
        try {
            return new ModelAndView(save(organizer, code, form, user, fmt, after));
        } catch (Refusal refusal) {
            return FormAgain.refused(refusal, form(organizer, model, form, mailbox, fmt));
        }
    }

    /** Nothing arrives there any more, and nobody can choose it. */
    @PostMapping("/mailboxes/{code}/retire")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView retire(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        Mailbox mailbox = mailboxes.require(organizer, code);
        try {
            retirement.retire(organizer, code, user.actor());
        } catch (Refusal refusal) {
            MailboxForm form = MailboxForm.of(mailbox, tags.present(organizer, code), fmt);
            return FormAgain.refused(refusal, form(organizer, model, form, mailbox, fmt));
        }
        after.addFlashAttribute("done", fmt.text("mailbox.retired", code));
        return new ModelAndView("redirect:/o/" + organizer + "/settings/mailboxes");
    }

    /** A mailbox that was used no more is in use again, as it was. */
    @PostMapping("/mailboxes/{code}/use")
    @PageNeeds(Permission.CONFIGURE)
    String use(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        mailboxes.require(organizer, code);
        mailboxes.save(organizer, code, MailboxChange.NOTHING, user.actor());
        after.addFlashAttribute("done", fmt.text("interface.saved"));
        return "redirect:/o/" + organizer + "/settings/mailboxes/" + code;
    }

    /** What would be fetched by the settings that are stored. Stores nothing, and touches nothing there. */
    @PostMapping("/mailboxes/{code}/preview")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView preview(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String since,
            @RequestAttribute Formats fmt,
            Model model) {
        Mailbox mailbox = mailboxes.require(organizer, code);
        MailboxForm form = MailboxForm.of(mailbox, tags.present(organizer, code), fmt);
        try {
            model.addAttribute("since", since);
            model.addAttribute("preview", reading.preview(organizer, code, ImapForm.moment(since, fmt.zone())));
            return new ModelAndView(form(organizer, model, form, mailbox, fmt));
        } catch (Refusal refusal) {
            return FormAgain.refused(refusal, form(organizer, model, form, mailbox, fmt));
        }
    }

    /** Whether a mailbox may have a tag, while it is typed. Stores nothing. */
    @PostMapping("/check-tag")
    @PageNeeds(Permission.CONFIGURE)
    String check(
            @PathVariable OrganizerCode organizer,
            @RequestParam(defaultValue = "") String mailbox,
            @RequestParam(defaultValue = "") String startTag,
            @RequestParam(defaultValue = "") String endTag,
            @RequestAttribute Formats fmt,
            Model model) {
        IdTag tag = new IdTag(startTag, endTag);
        model.addAttribute("check", TagCheck.of(tag, tags.check(organizer, mailbox, tag), fmt));
        return "backoffice/mailbox-parts :: tag";
    }

    /** Mailbox and tag together, or neither. */
    private String save(
            OrganizerCode organizer,
            String code,
            MailboxForm form,
            SignedIn user,
            Formats fmt,
            RedirectAttributes after) {
        transactions.writeOnly(organizer, () -> {
            mailboxes.save(organizer, code, form.change(fmt.zone()), user.actor());
            tags.save(organizer, code, form.tag(), user.actor());
        });
        after.addFlashAttribute("done", fmt.text("interface.saved"));
        return "redirect:/o/" + organizer + "/settings/mailboxes/" + code;
    }

    private String form(
            OrganizerCode organizer, Model model, MailboxForm form, @Nullable Mailbox mailbox, Formats fmt) {
        String code = mailbox == null ? "" : mailbox.code();
        model.addAttribute("form", form);
        model.addAttribute("mailbox", mailbox);
        model.addAttribute("securities", MailSecurity.values());
        model.addAttribute("logins", MailLogin.values());
        model.addAttribute("afters", AfterStoring.values());
        model.addAttribute("check", TagCheck.of(form.tag(), tags.check(organizer, code, form.tag()), fmt));
        model.addAttribute(
                "retired",
                tags.all(organizer).stream()
                        .filter(tag -> !tag.isPresent() && tag.mailbox().equals(code))
                        .toList());
        model.addAttribute(
                "hasSmtpSecret",
                mailbox != null && mailboxes.smtpSecret(organizer, code).isPresent());
        model.addAttribute(
                "hasImapSecret",
                mailbox != null && mailboxes.imapSecret(organizer, code).isPresent());
        if (mailbox != null) {
            model.addAttribute("state", reading.states(organizer).get(code));
            model.addAttribute("remarks", reading.remarks(organizer, code));
        }
        return "backoffice/mailbox";
    }
}
