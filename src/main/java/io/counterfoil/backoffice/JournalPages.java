package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.journal.JournalCheck;
import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Who or what changed which thing, when; and the proof that nobody altered it since. */
@Controller
@RequestMapping("/o/{organizer}/journal")
class JournalPages {
    private static final List<String> ENTITIES = List.of(
            "ticket",
            "contact",
            "interface",
            "organizer",
            "organization",
            "bulk",
            "quarantine",
            "mailbox",
            "supplier",
            "capture-rule",
            "mail-template",
            "canned-answer",
            "desk",
            "case",
            "mail",
            "sender",
            "answer-budget");

    private static final int ROWS = 50;
    private static final int LOOKED_AT = 5000;

    private final OrganizerTransactions transactions;
    private final Journal journal;
    private final JournalCheck check;
    private final JsonMapper json;
    private final Clock clock;

    JournalPages(
            OrganizerTransactions transactions, Journal journal, JournalCheck check, JsonMapper json, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.check = check;
        this.json = json;
        this.clock = clock;
    }

    /** What is asked for; blank: anything. */
    record Question(
            @Nullable String entity,
            @Nullable String id,
            @Nullable String action,
            @Nullable String actor,
            @Nullable Long before) {
        Journal.Filter filter() {
            return new Journal.Filter(given(entity), given(id), given(action), given(actor));
        }

        long from() {
            return before == null ? Long.MAX_VALUE : before;
        }

        boolean isAsked() {
            return given(entity) != null || given(id) != null || given(action) != null || given(actor) != null;
        }

        private static @Nullable String given(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip().replace("\0", "");
        }
    }

    /** @param lookedAt 0: all that there is */
    record View(
            Question asked,
            List<JournalLine> lines,
            Journal.End end,
            @Nullable String next,
            int lookedAt) {}

    @GetMapping
    @PageNeeds(Permission.READ)
    String list(@PathVariable OrganizerCode organizer, @ModelAttribute Question question, Model model) {
        model.addAttribute("view", transactions.read(organizer, () -> view(organizer, question)));
        model.addAttribute("entities", ENTITIES);
        return "backoffice/journal";
    }

    private View view(OrganizerCode organizer, Question question) {
        Journal.End end = journal.end(organizer);
        long from = Math.min(question.from(), end.seq() + 1);
        List<JournalLine> found = journal.before(organizer, question.filter(), from, ROWS + 1, LOOKED_AT);
        boolean more = found.size() > ROWS;
        boolean unfinished = !more && question.isAsked() && from - LOOKED_AT > 1;
        List<JournalLine> shown = more ? found.subList(0, ROWS) : found;
        String next = more
                ? path(base(organizer), question, shown.getLast().seq())
                : unfinished ? path(base(organizer), question, from - LOOKED_AT) : null;
        return new View(question, shown, end, next, unfinished ? LOOKED_AT : 0);
    }

    static String path(String base, Question question, long before) {
        Map<String, String> values = new TreeMap<>();
        UriComponentsBuilder path = UriComponentsBuilder.fromPath(base);
        add(path, values, "entity", question.entity());
        add(path, values, "id", question.id());
        add(path, values, "action", question.action());
        add(path, values, "actor", question.actor());
        return path.queryParam("before", before).encode().buildAndExpand(values).toUriString();
    }

    private static void add(
            UriComponentsBuilder path, Map<String, String> values, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            path.queryParam(name, "{" + name + "}");
            values.put(name, value);
        }
    }

    /** Reads the whole journal: the first line that somebody altered, if one is. */
    @PostMapping("/check")
    @PageNeeds(Permission.READ)
    String check(@PathVariable OrganizerCode organizer, @RequestAttribute Formats fmt, RedirectAttributes after) {
        Journal.End end = transactions.read(organizer, () -> journal.end(organizer));
        OptionalLong broken = transactions.read(organizer, () -> check.firstBroken(organizer));
        tell(broken, end, fmt, after);
        return "redirect:" + base(organizer);
    }

    private static String base(OrganizerCode organizer) {
        return "/o/" + organizer + "/journal";
    }

    /** Says above the next page whether somebody has altered it. */
    static void tell(OptionalLong broken, Journal.End end, Formats fmt, RedirectAttributes after) {
        if (broken.isPresent()) {
            after.addFlashAttribute("problem", fmt.text("journal.broken", fmt.number(broken.getAsLong())));
        } else {
            after.addFlashAttribute("done", fmt.text("journal.whole", fmt.number(end.seq())));
        }
    }

    /** Where the journal ends now, to be kept elsewhere. */
    @GetMapping("/head")
    @PageNeeds(Permission.READ)
    ResponseEntity<byte[]> head(@PathVariable OrganizerCode organizer, SignedIn user) {
        Journal.End end = transactions.read(organizer, () -> journal.end(organizer));
        byte[] body = json.writeValueAsBytes(Map.of(
                "organizer", organizer.value(),
                "seq", end.seq(),
                "hash", end.hash(),
                "exportedAt", clock.instant().toString(),
                "exportedBy", user.actor()));
        return download(organizer + "-" + end.seq(), body);
    }

    static ResponseEntity<byte[]> download(String which, byte[] body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"journal-" + which + ".json\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
