package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.push.PushSettings;
import io.counterfoil.push.Pushed;
import io.counterfoil.push.Pushes;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunControl;
import io.counterfoil.runs.Runs;
import io.counterfoil.runs.Start;
import io.counterfoil.sync.SyncPositions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
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

/** A function of an interface: its runs, starting and pausing it, and where it stands in the wallet's diff. */
@Controller
@RequestMapping("/o/{organizer}/interfaces/{code}")
class FunctionPages {
    /** Of runs, and of bad tickets: fewer than elsewhere, since one page shows both and a form. */
    private static final int ROWS = 30;

    private final Interfaces interfaces;
    private final Runs runs;
    private final RunControl control;
    private final Pushes pushes;
    private final SyncPositions positions;

    FunctionPages(Interfaces interfaces, Runs runs, RunControl control, Pushes pushes, SyncPositions positions) {
        this.interfaces = interfaces;
        this.runs = runs;
        this.control = control;
        this.pushes = pushes;
        this.positions = positions;
    }

    /**
     * The runs of a function, newest first, and the tickets that it could not push.
     *
     * @param badAfter after which ticket the latter begin
     */
    @GetMapping("/functions/{function}")
    @PageNeeds(Permission.READ)
    String function(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            @RequestParam(required = false) @Nullable UUID before,
            @RequestParam(required = false) @Nullable String badAfter,
            Model model) {
        InterfaceFunction which = function(function);
        String path = "/o/" + organizer + "/interfaces/" + code + "/functions/" + which.code();
        model.addAttribute("link", interfaces.require(organizer, code));
        model.addAttribute("function", which);
        List<Run> found = runs.newest(organizer, code, which, before, ROWS + 1);
        List<Run> shown = found.size() > ROWS ? found.subList(0, ROWS) : found;
        model.addAttribute("runs", shown);
        model.addAttribute(
                "next",
                found.size() > ROWS ? path + "?before=" + shown.getLast().id() : null);
        boolean isPush = which != InterfaceFunction.RETRIEVE_TICKET_STATUS;
        List<Pushed> bad =
                isPush ? pushes.bad(organizer, code, which, TicketIdText.usable(badAfter), ROWS + 1) : List.of();
        boolean more = bad.size() > ROWS;
        PushSettings settings = isPush ? pushes.settings(organizer, code, which) : null;
        model.addAttribute("bad", more ? bad.subList(0, ROWS) : bad);
        model.addAttribute("moreBad", more ? path + "?badAfter=" + encoded(bad.get(ROWS - 1)) : null);
        model.addAttribute("push", settings);
        return "backoffice/function";
    }

    @PostMapping("/functions/{function}/start")
    @PageNeeds(Permission.RUN)
    String start(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            @RequestParam(defaultValue = "false") boolean dryRun,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        return switch (control.start(organizer, code, function(function), user.actor(), dryRun)) {
            case Start.Started started ->
                "redirect:/o/" + organizer + "/runs/" + started.run().id();
            case Start.Busy busy -> {
                after.addFlashAttribute(
                        "problem",
                        fmt.text("run.busy", busy.interfaceCode(), fmt.actor(busy.actor()), fmt.time(busy.since())));
                yield "redirect:/o/" + organizer + "/runs/" + busy.runId();
            }
        };
    }

    @PostMapping("/functions/{function}/pause")
    @PageNeeds(Permission.RUN)
    String pause(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        interfaces.pause(organizer, code, function(function), fmt.text("pause.by", user.login()), user.actor());
        after.addFlashAttribute("done", fmt.text("pause.done"));
        return back(organizer, code);
    }

    @PostMapping("/functions/{function}/resume")
    @PageNeeds(Permission.RUN)
    String resume(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        interfaces.resume(organizer, code, function(function), user.actor());
        after.addFlashAttribute("done", fmt.text("resume.done"));
        return back(organizer, code);
    }

    @PostMapping("/functions/{function}/settings")
    @PageNeeds(Permission.SET_UP_INTERFACES)
    String settings(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            PushForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        pushes.save(organizer, code, function(function), form.settings(), user.actor());
        after.addFlashAttribute("done", fmt.text("interface.saved"));
        return back(organizer, code) + "/functions/" + function;
    }

    /** Says what a reset costs, and asks whether it is the same wallet. */
    @GetMapping("/reset")
    @PageNeeds(Permission.SET_UP_INTERFACES)
    String reset(@PathVariable OrganizerCode organizer, @PathVariable String code, Model model) {
        model.addAttribute("link", interfaces.require(organizer, code));
        model.addAttribute("position", positions.find(organizer, code));
        return "backoffice/reset";
    }

    /** @param wallet {@code same} or {@code new}: there is no default */
    @PostMapping("/reset")
    @PageNeeds(Permission.SET_UP_INTERFACES)
    String reset(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String wallet,
            @RequestParam(defaultValue = "") String key,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        if (!wallet.equals("same") && !wallet.equals("new")) {
            throw Refusal.invalid("wallet", wallet, "same or new");
        }
        interfaces.require(organizer, code);
        positions.reset(organizer, code, key.strip(), wallet.equals("new"), user.actor());
        after.addFlashAttribute("done", fmt.text("reset.done"));
        return back(organizer, code);
    }

    private static String encoded(Pushed last) {
        return URLEncoder.encode(last.ticket().value(), StandardCharsets.UTF_8);
    }

    private static InterfaceFunction function(String code) {
        return InterfaceFunction.find(code).orElseThrow(() -> Refusal.notFound("function", code));
    }

    private static String back(OrganizerCode organizer, String code) {
        return "redirect:/o/" + organizer + "/interfaces/" + code;
    }
}
