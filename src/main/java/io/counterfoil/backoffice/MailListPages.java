package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.PersonalDataView;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.CaseLists;
import io.counterfoil.helpdesk.HeldMail;
import io.counterfoil.helpdesk.HeldMails;
import io.counterfoil.helpdesk.HeldQuestions;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.InboundMails;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Mails that are in no case by themselves: held ones, those that broke a stage, ignored ones; and deciding about them. */
@Controller
@RequestMapping("/o/{organizer}/mails")
class MailListPages {
    private static final int ROWS = 50;

    private final HeldMails held;
    private final HeldQuestions questions;
    private final Intake intake;
    private final InboundMails mails;
    private final CaseLists lists;

    MailListPages(HeldMails held, HeldQuestions questions, Intake intake, InboundMails mails, CaseLists lists) {
        this.held = held;
        this.questions = questions;
        this.intake = intake;
        this.mails = mails;
        this.lists = lists;
    }

    /**
     * A mail in a list.
     *
     * @param evidence why it is here, in the reader's language
     */
    record Row(MailVerdict verdict, String from, String address, String subject, String evidence) {}

    /**
     * A mail that broke a stage.
     *
     * @param subject empty: it could not be read
     */
    record Failed(InboundMail mail, String subject, String sender) {
        private static Failed of(InboundMail mail, PersonalDataView view, Formats fmt) {
            String subject = mail.subject();
            return new Failed(
                    mail,
                    subject == null
                            ? ""
                            : subject.isBlank() ? fmt.text("case.no-subject") : String.valueOf(view.other(subject)),
                    String.valueOf(view.name(Objects.requireNonNullElse(mail.sender(), ""))));
        }
    }

    @GetMapping("/held")
    @PageNeeds(Permission.READ)
    String held(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable UUID after,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        List<HeldMail> found = held.list(organizer, HeldMail.State.HELD, null, after, ROWS + 1);
        List<MailVerdict> verdicts = found.stream().map(HeldMail::verdict).toList();
        show(
                organizer,
                "held",
                rows(organizer, verdicts, user, fmt),
                next(organizer, "held", found, each -> each.verdict().mailId()),
                model);
        return "backoffice/mails-held";
    }

    @GetMapping("/ignored")
    @PageNeeds(Permission.READ)
    String ignored(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable UUID after,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        List<MailVerdict> found = intake.ignored(organizer, Optional.ofNullable(after), ROWS + 1);
        show(
                organizer,
                "ignored",
                rows(organizer, found, user, fmt),
                next(organizer, "ignored", found, MailVerdict::mailId),
                model);
        return "backoffice/mails-held";
    }

    @GetMapping("/failed")
    @PageNeeds(Permission.READ)
    String failed(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable UUID after,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        List<InboundMail> found = mails.failed(organizer, Optional.ofNullable(after), ROWS + 1);
        show(
                organizer,
                "failed",
                found.stream()
                        .limit(ROWS)
                        .map(mail -> Failed.of(mail, user.viewIn(organizer), fmt))
                        .toList(),
                next(organizer, "failed", found, InboundMail::id),
                model);
        return "backoffice/mails-failed";
    }

    private void show(OrganizerCode organizer, String list, List<?> rows, @Nullable String next, Model model) {
        model.addAttribute("list", list);
        model.addAttribute("rows", rows);
        model.addAttribute("next", next);
        model.addAttribute("waiting", lists.waiting(organizer));
    }

    private static <T> @Nullable String next(
            OrganizerCode organizer, String list, List<T> found, Function<T, UUID> id) {
        return found.size() <= ROWS
                ? null
                : "/o/" + organizer + "/mails/" + list + "?after=" + id.apply(found.get(ROWS - 1));
    }

    static List<Row> rows(OrganizerCode organizer, List<MailVerdict> found, SignedIn user, Formats fmt) {
        var view = user.viewIn(organizer);
        return found.stream()
                .limit(ROWS)
                .map(each -> new Row(
                        each,
                        String.valueOf(view.name(each.fromName())),
                        String.valueOf(view.address(each.fromAddress())),
                        each.subject().isBlank()
                                ? fmt.text("case.no-subject")
                                : String.valueOf(view.other(each.subject())),
                        CaseLines.words(each.evidence(), fmt)))
                .toList();
    }

    /** @param number blank: the case that it stands beside */
    @PostMapping("/{id}/join")
    @PageNeeds(Permission.WORK_CASES)
    String join(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String number,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        CaseNumber into = number.isBlank() ? null : CaseActions.number(number);
        return decided(organizer, held.join(organizer, id, into, CaseActions.actor(user)), "JOINED", fmt, after);
    }

    @PostMapping("/{id}/open")
    @PageNeeds(Permission.WORK_CASES)
    String open(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        return decided(organizer, held.open(organizer, id, CaseActions.actor(user)), "OPENED", fmt, after);
    }

    @PostMapping("/{id}/discard")
    @PageNeeds(Permission.WORK_CASES)
    String discard(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        held.discard(organizer, id, CaseActions.actor(user));
        after.addFlashAttribute("done", fmt.word("mail.decided", HeldMail.State.DISCARDED));
        return "redirect:/o/" + organizer + "/mails/held";
    }

    /** Asks the sender who he is; the mail goes on waiting. */
    @PostMapping("/{id}/ask")
    @PageNeeds(Permission.WORK_CASES)
    String ask(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        HeldQuestions.Asked asked = questions.ask(organizer, id, CaseActions.actor(user));
        after.addFlashAttribute(asked == HeldQuestions.Asked.SENT ? "done" : "problem", fmt.word("mail.asked", asked));
        return "redirect:/o/" + organizer + "/mails/held";
    }

    private static String decided(
            OrganizerCode organizer, MailVerdict verdict, String how, Formats fmt, RedirectAttributes after) {
        after.addFlashAttribute("done", fmt.word("mail.decided", how));
        CaseNumber number = verdict.number();
        return number == null
                ? "redirect:/o/" + organizer + "/mails/held"
                : CaseActions.back(organizer, number.value());
    }
}
