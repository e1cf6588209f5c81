package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.push.BulkChanges;
import io.counterfoil.push.BulkJob;
import io.counterfoil.push.BulkJob.Line;
import io.counterfoil.tickets.TicketSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Many tickets at once: chosen in the list, pasted or uploaded, looked at, done with a bar that shows how far it is. */
@Controller
@RequestMapping("/o/{organizer}/bulk")
class BulkPages {
    private static final String FORM = "backoffice/bulk";
    private static final int ROWS = 200;

    private final BulkChanges bulk;
    private final Recipients recipients;
    private final TicketSearch search;

    BulkPages(BulkChanges bulk, Recipients recipients, TicketSearch search) {
        this.bulk = bulk;
        this.recipients = recipients;
        this.search = search;
    }

    /**
     * What somebody fills in.
     *
     * @param email who gets the tickets that have no address beside them
     */
    record Form(
            BulkJob.@Nullable Action action,
            @Nullable String tickets,
            @Nullable String email,
            @Nullable String reason,
            @Nullable Boolean cancelOpen) {
        /** With the tickets of a file in the place of those that were typed. */
        Form with(String text) {
            return new Form(action, text, email, reason, cancelOpen);
        }

        List<Line> lines() {
            String all = email == null || email.isBlank() ? null : email.strip();
            List<Line> lines = BulkFile.read(tickets == null ? "" : tickets);
            return all == null || action != BulkJob.Action.DISTRIBUTE
                    ? lines
                    : lines.stream().map(line -> BulkFile.to(line, all)).toList();
        }
    }

    /** With the tickets that were chosen in the list, or all that fit its question. */
    @GetMapping
    @PageNeeds(Permission.MOVE_TICKETS)
    String form(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute TicketQuestion question,
            @RequestParam MultiValueMap<String, String> asked,
            Model model) {
        List<String> ids = asked.getOrDefault("ticket", List.of());
        if (asked.containsKey("all")) {
            TicketSearch.First first = search.first(organizer, question.asked(), BulkChanges.MOST_LINES);
            ids = first.tickets().stream().map(TicketId::value).toList();
            model.addAttribute("cut", first.cut());
        }
        model.addAttribute("form", new Form(null, BulkFile.write(ids), null, null, null));
        return FORM;
    }

    @PostMapping
    @PageNeeds(Permission.MOVE_TICKETS)
    ModelAndView prepare(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute("form") Form typed,
            @RequestParam(required = false) @Nullable MultipartFile file,
            SignedIn user)
            throws IOException {
        Form form = file == null || file.isEmpty()
                ? typed
                : typed.with(new String(file.getBytes(), StandardCharsets.UTF_8));
        try {
            UUID job = prepare(organizer, form, user);
            return new ModelAndView("redirect:/o/" + organizer + "/bulk/" + job);
        } catch (Refusal refusal) {
            // what was typed stands in the form again
            return new ModelAndView(FORM, HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("form", form)
                    .addObject("refusal", refusal)
                    .addObject("wrong", refusal.field());
        }
    }

    private UUID prepare(OrganizerCode organizer, Form form, SignedIn user) {
        BulkJob.Action action = form.action();
        if (action == null) {
            throw Refusal.invalid("action", "nothing", "DISTRIBUTE or TAKE_BACK");
        }
        List<Line> lines = form.lines();
        if (action == BulkJob.Action.DISTRIBUTE) {
            lines.stream().filter(line -> line.email() == null).findFirst().ifPresent(line -> {
                throw Refusal.invalid("lines", line.ticketId(), "an address after each ticket");
            });
        }
        String reason = form.reason() == null ? "" : form.reason().strip();
        return bulk.prepare(organizer, action, lines, reason, Boolean.TRUE.equals(form.cancelOpen()), user.actor());
    }

    @GetMapping("/{job}")
    @PageNeeds(Permission.MOVE_TICKETS)
    String job(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID job,
            @RequestParam(defaultValue = "0") int after,
            Model model) {
        show(organizer, job, model);
        List<BulkJob.Preview> lines = bulk.lines(organizer, job, after, ROWS + 1);
        model.addAttribute("lines", lines.size() > ROWS ? lines.subList(0, ROWS) : lines);
        model.addAttribute(
                "next", lines.size() > ROWS ? "/o/" + organizer + "/bulk/" + job + "?after=" + (after + ROWS) : null);
        return "backoffice/bulk-job";
    }

    @GetMapping("/{job}/progress")
    @PageNeeds(Permission.MOVE_TICKETS)
    String progress(@PathVariable OrganizerCode organizer, @PathVariable UUID job, Model model) {
        show(organizer, job, model);
        return "backoffice/bulk-parts :: going";
    }

    @PostMapping("/{job}/start")
    @PageNeeds(Permission.MOVE_TICKETS)
    String start(@PathVariable OrganizerCode organizer, @PathVariable UUID job, SignedIn user) {
        BulkChanges.Recipient recipient = line -> recipients.of(
                organizer, line.email() == null ? "" : line.email(), line.firstName(), line.lastName(), user.actor());
        bulk.start(organizer, job, recipient, user.actor());
        return "redirect:/o/" + organizer + "/bulk/" + job;
    }

    private void show(OrganizerCode organizer, UUID id, Model model) {
        BulkJob job = bulk.require(organizer, id);
        model.addAttribute("job", job);
        model.addAttribute("left", bulk.isLeft(job));
    }
}
