package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.DeskTools;
import io.counterfoil.helpdesk.DeskTools.CannedAnswer;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What happens around an answer while it is written: it is kept, ready texts are put in, others are seen writing. */
@Controller
@RequestMapping("/o/{organizer}/cases/{number}")
class CaseWriting {
    private final DeskTools tools;
    private final SupportCases cases;
    private final Colleagues colleagues;

    CaseWriting(DeskTools tools, SupportCases cases, Colleagues colleagues) {
        this.tools = tools;
        this.cases = cases;
        this.colleagues = colleagues;
    }

    /**
     * What the form of an answer begins with.
     *
     * @param keptAt when its writer left it; null: he begins
     * @param answers texts that can be put in, those of the case's language first
     */
    record Begun(
            String to,
            String cc,
            String bcc,
            String text,
            @Nullable Instant keptAt,
            List<CannedAnswer> answers) {}

    /**
     * Keeps what was written so far. Without a text nothing was written since the page was opened, and what is kept stays.
     *
     * @param leaving whether the writer leaves the page
     */
    @PostMapping("/draft")
    @PageNeeds(Permission.WORK_CASES)
    String keep(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @ModelAttribute CaseActions.Written written,
            @RequestParam(defaultValue = "false") boolean leaving,
            SignedIn user,
            Model model) {
        CaseNumber own = own(organizer, number);
        DeskTools.Draft draft = written.draft();
        if (draft != null) {
            tools.keepDraft(organizer, own, user.login(), draft);
        }
        if (leaving) {
            tools.gone(organizer, own, user.login());
        }
        model.addAttribute("draft", tools.draft(organizer, own, user.login()).orElse(null));
        return "backoffice/case-work :: kept";
    }

    @PostMapping("/draft/drop")
    @PageNeeds(Permission.WORK_CASES)
    String drop(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        tools.dropDraft(organizer, own(organizer, number), user.login());
        after.addFlashAttribute("done", fmt.text("case.draft.dropped"));
        return CaseActions.back(organizer, number);
    }

    /** Says that somebody has the case open, and shows who else has. */
    @PostMapping("/presence")
    @PageNeeds(Permission.WORK_CASES)
    String here(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String text,
            SignedIn user,
            Model model) {
        model.addAttribute(
                "others",
                tools.seen(organizer, own(organizer, number), user.login(), user.shownName(), !text.isBlank()));
        return "backoffice/case-work :: others";
    }

    /** The text of a canned answer, to be put in. */
    @GetMapping("/answers/{id}")
    @PageNeeds(Permission.WORK_CASES)
    ResponseEntity<String> answer(@PathVariable OrganizerCode organizer, @PathVariable UUID id) {
        String text = tools.cannedAnswers(organizer).stream()
                .filter(each -> each.id().equals(id))
                .map(CannedAnswer::text)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("canned answer", id));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                .body(text);
    }

    /** @param watches whether the agent is told of what happens in the case from now on */
    @PostMapping("/watchers")
    @PageNeeds(Permission.WORK_CASES)
    String watch(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @RequestParam String login,
            @RequestParam boolean watches,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        if (watches && !colleagues.logins(organizer, user).contains(login)) {
            throw Refusal.invalid("login", login, "the login of somebody who works on cases");
        }
        tools.watch(organizer, own(organizer, number), login, watches);
        after.addFlashAttribute("done", fmt.text(watches ? "case.watched" : "case.unwatched", login));
        return CaseActions.back(organizer, number);
    }

    private CaseNumber own(OrganizerCode organizer, long number) {
        return cases.require(organizer, new CaseNumber(number)).number();
    }
}
