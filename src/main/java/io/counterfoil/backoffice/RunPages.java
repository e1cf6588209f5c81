package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunCall;
import io.counterfoil.runs.RunControl;
import io.counterfoil.runs.RunEvent;
import io.counterfoil.runs.RunStatus;
import io.counterfoil.runs.Runs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run: how far it is while it goes on, its counts and its journal; of a dry run, what would change. */
@Controller
@RequestMapping("/o/{organizer}/runs/{run}")
class RunPages {
    private final OrganizerTransactions transactions;
    private final Runs runs;
    private final RunControl control;
    private final Contacts contacts;
    private final JsonMapper json;

    RunPages(OrganizerTransactions transactions, Runs runs, RunControl control, Contacts contacts, JsonMapper json) {
        this.transactions = transactions;
        this.runs = runs;
        this.control = control;
        this.contacts = contacts;
        this.json = json;
    }

    /** A raw call as text. */
    record Call(RunCall call, String body) {}

    /**
     * A run and what is known of it.
     *
     * @param percent how far it is; null: nobody knows
     */
    record View(
            Run run,
            Tone tone,
            boolean going,
            @Nullable Integer percent,
            List<RunEvent> events,
            List<Call> calls,
            @Nullable DryRunReport report) {}

    @GetMapping
    @PageNeeds(Permission.READ)
    String run(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID run,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        model.addAttribute("view", view(organizer, run, user, fmt));
        return "backoffice/run";
    }

    /** How far it is: asked for again and again while it goes on. At its end the rest of the page changes with it. */
    @GetMapping("/progress")
    @PageNeeds(Permission.READ)
    String progress(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID run,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        View view = view(organizer, run, user, fmt);
        model.addAttribute("view", view);
        model.addAttribute("over", !view.going());
        return "backoffice/run-parts :: " + (view.going() ? "going" : "over");
    }

    @PostMapping("/stop")
    @PageNeeds(Permission.RUN)
    String stop(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID run,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        control.stop(organizer, run, user.actor());
        after.addFlashAttribute("done", fmt.text("run.stop.asked"));
        return "redirect:/o/" + organizer + "/runs/" + run;
    }

    private View view(OrganizerCode organizer, UUID id, SignedIn user, Formats fmt) {
        return transactions.read(organizer, () -> {
            Run run = runs.find(organizer, id).orElseThrow(() -> Refusal.notFound("run", id));
            List<Call> calls = runs.calls(organizer, id).stream()
                    .map(call -> new Call(call, new String(call.body(), StandardCharsets.UTF_8)))
                    .toList();
            return new View(
                    run,
                    toneOf(run.status()),
                    run.status() == RunStatus.RUNNING,
                    percent(run),
                    runs.events(organizer, id),
                    user.viewIn(organizer).isMasked() ? List.of() : calls,
                    report(organizer, run, user, fmt));
        });
    }

    private static @Nullable Integer percent(Run run) {
        OptionalInt percent =
                run.progress().percent(run.startedAt(), run.counts().entries());
        return percent.isPresent() ? percent.getAsInt() : null;
    }

    private @Nullable DryRunReport report(OrganizerCode organizer, Run run, SignedIn user, Formats fmt) {
        if (run.report() == null) {
            return null;
        }
        JsonNode report = json.readTree(run.report());
        People people =
                new People(user.viewIn(organizer), fmt, contacts.findAll(organizer, DryRunReport.named(report)));
        return DryRunReport.of(report, people);
    }

    static Tone toneOf(RunStatus status) {
        return switch (status) {
            case RUNNING -> Tone.BUSY;
            case SUCCEEDED -> Tone.GOOD;
            case PARTIAL -> Tone.WARN;
            case FAILED -> Tone.BAD;
            case STOPPED -> Tone.NONE;
        };
    }
}
