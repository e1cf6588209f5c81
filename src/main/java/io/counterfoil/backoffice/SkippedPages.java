package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.sync.Held;
import io.counterfoil.sync.SkippedEntries;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Entries whose tickets stood on a skip list: applied once their ticket is off it. */
@Controller
@RequestMapping("/o/{organizer}/skipped")
class SkippedPages {
    private static final int ROWS = 50;
    private static final int AT_ONCE = 500;
    /** Entries of one click on "all": some seconds of work. */
    private static final int MOST_A_CLICK = 5000;

    private final SkippedEntries skipped;

    SkippedPages(SkippedEntries skipped) {
        this.skipped = skipped;
    }

    /** @param listedBy the interface whose skip list still has the ticket; null: it can be applied */
    record Row(Held held, @Nullable String listedBy) {}

    @GetMapping
    @PageNeeds(Permission.READ)
    String list(
            @PathVariable OrganizerCode organizer, @RequestParam(required = false) @Nullable UUID after, Model model) {
        SkippedEntries.Waiting waiting = skipped.waiting(organizer, after, ROWS + 1);
        List<Row> rows = waiting.entries().stream()
                .limit(ROWS)
                .map(held -> new Row(
                        held,
                        held.ticketId() == null ? null : waiting.listedBy().get(held.ticketId())))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("after", after);
        model.addAttribute("free", rows.stream().anyMatch(row -> row.listedBy() == null));
        model.addAttribute(
                "next",
                waiting.entries().size() > ROWS
                        ? base(organizer) + "?after=" + rows.getLast().held().id()
                        : null);
        return "backoffice/skipped";
    }

    /** Applies all that was skipped for the tickets named {@code ticket}. */
    @PostMapping("/apply")
    @PageNeeds(Permission.REPLAY)
    String apply(
            @PathVariable OrganizerCode organizer,
            @RequestParam MultiValueMap<String, String> form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        int closed = skipped.apply(organizer, TicketIdText.chosen(form), user.actor());
        after.addFlashAttribute("done", fmt.text("skipped.applied", closed));
        return "redirect:" + base(organizer);
    }

    /** @param from after which entry; null: from the first */
    @PostMapping("/apply-all")
    @PageNeeds(Permission.REPLAY)
    String applyAll(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable UUID from,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        int closed = 0;
        UUID next = from;
        for (int looked = 0; looked < MOST_A_CLICK; looked += AT_ONCE) {
            SkippedEntries.Applied applied = skipped.applyFree(organizer, next, AT_ONCE, user.actor());
            closed += applied.closed();
            next = applied.next();
            if (next == null) {
                break;
            }
        }
        after.addFlashAttribute("done", fmt.text("skipped.applied", closed));
        return "redirect:" + base(organizer) + (next == null ? "" : "?after=" + next);
    }

    private static String base(OrganizerCode organizer) {
        return "/o/" + organizer + "/skipped";
    }
}
