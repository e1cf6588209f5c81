package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.push.BulkChanges;
import io.counterfoil.push.BulkJob;
import io.counterfoil.push.BulkJob.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Many tickets at once: pasted or uploaded, looked at, done with a bar that shows how far it is. */
@Controller
@RequestMapping("/o/{organizer}/bulk")
class BulkPages {
    private static final int ROWS = 200;

    private final BulkChanges bulk;
    private final Recipients recipients;

    BulkPages(BulkChanges bulk, Recipients recipients) {
        this.bulk = bulk;
        this.recipients = recipients;
    }

    @GetMapping
    @PageNeeds(Permission.MOVE_TICKETS)
    String form(@PathVariable OrganizerCode organizer) {
        return "backoffice/bulk";
    }

    @PostMapping
    @PageNeeds(Permission.MOVE_TICKETS)
    String prepare(
            @PathVariable OrganizerCode organizer,
            @RequestParam BulkJob.Action action,
            @RequestParam(defaultValue = "") String tickets,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean cancelOpen,
            SignedIn user)
            throws IOException {
        String text = file == null || file.isEmpty() ? tickets : new String(file.getBytes(), StandardCharsets.UTF_8);
        List<Line> lines = BulkFile.read(text);
        if (action == BulkJob.Action.DISTRIBUTE) {
            lines.stream().filter(line -> line.email() == null).findFirst().ifPresent(line -> {
                throw Refusal.invalid("lines", line.ticketId(), "an address after each ticket");
            });
        }
        UUID job = bulk.prepare(organizer, action, lines, reason.strip(), cancelOpen, user.actor());
        return "redirect:/o/" + organizer + "/bulk/" + job;
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
