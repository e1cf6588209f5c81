package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.journal.Journal;
import io.counterfoil.journal.JournalCheck;
import io.counterfoil.journal.JournalLine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Who changed accounts, roles and tokens; and the proof that nobody altered that since. For the installation's administrators. */
@Controller
@RequestMapping("/journal")
class InstallationJournalPages {
    private static final int ROWS = 50;

    private final OrganizerTransactions transactions;
    private final InstallationJournal journal;
    private final JournalCheck check;
    private final JsonMapper json;
    private final Clock clock;

    InstallationJournalPages(
            OrganizerTransactions transactions,
            InstallationJournal journal,
            JournalCheck check,
            JsonMapper json,
            Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.check = check;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    @PageNeeds(Permission.MANAGE_USERS)
    String list(@ModelAttribute JournalPages.Question question, Model model) {
        List<JournalLine> found = journal.before(question.from(), question.filter(), ROWS + 1);
        boolean more = found.size() > ROWS;
        List<JournalLine> shown = more ? found.subList(0, ROWS) : found;
        String next =
                more ? JournalPages.path("/journal", question, shown.getLast().seq()) : null;
        model.addAttribute("view", new JournalPages.View(question, shown, journal.end(), next, 0));
        model.addAttribute("entities", List.of("account", "token"));
        return "backoffice/installation-journal";
    }

    /** Reads it all: the first line that somebody altered, if one is. */
    @PostMapping("/check")
    @PageNeeds(Permission.MANAGE_USERS)
    String check(@RequestAttribute Formats fmt, RedirectAttributes after) {
        Journal.End end = journal.end();
        OptionalLong broken = transactions.global(check::firstBrokenOfInstallation);
        JournalPages.tell(broken, end, fmt, after);
        return "redirect:/journal";
    }

    /** Where it ends now, to be kept elsewhere. */
    @GetMapping("/head")
    @PageNeeds(Permission.MANAGE_USERS)
    ResponseEntity<byte[]> head(SignedIn user) {
        Journal.End end = journal.end();
        byte[] body = json.writeValueAsBytes(Map.of(
                "journal", "installation",
                "seq", end.seq(),
                "hash", end.hash(),
                "exportedAt", clock.instant().toString(),
                "exportedBy", user.actor()));
        return JournalPages.download("installation-" + end.seq(), body);
    }
}
