package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.PersonalDataView;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.sync.Held;
import io.counterfoil.sync.HeldFilter;
import io.counterfoil.sync.Quarantine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Entries that could not be applied: why, what came, and trying again. */
@Controller
@RequestMapping("/o/{organizer}/quarantine")
class QuarantinePages {
    private static final int ROWS = 50;

    private final Quarantine quarantine;
    private final JsonMapper json;

    QuarantinePages(Quarantine quarantine, JsonMapper json) {
        this.quarantine = quarantine;
        this.json = json;
    }

    /** @param next path of the next page; null: there is none */
    record View(
            Held.State state,
            String reason,
            Map<String, Long> reasons,
            List<Held> entries,
            @Nullable String next) {}

    @GetMapping
    @PageNeeds(Permission.READ)
    String list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(defaultValue = "OPEN") Held.State state,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable UUID after,
            Model model) {
        HeldFilter filter = HeldFilter.quarantined(state, reason.isBlank() ? null : reason);
        List<Held> found = quarantine.list(organizer, filter, after, ROWS + 1);
        List<Held> shown = found.size() > ROWS ? found.subList(0, ROWS) : found;
        String next = found.size() <= ROWS
                ? null
                : UriComponentsBuilder.fromPath("/o/" + organizer + "/quarantine")
                        .queryParam("state", state)
                        .queryParam("reason", "{reason}")
                        .queryParam("after", shown.getLast().id())
                        .encode()
                        .buildAndExpand(reason)
                        .toUriString();
        model.addAttribute("view", new View(state, reason, quarantine.openByReason(organizer), shown, next));
        model.addAttribute("states", Held.State.values());
        return "backoffice/quarantine";
    }

    @GetMapping("/{id}")
    @PageNeeds(Permission.READ)
    String one(@PathVariable OrganizerCode organizer, @PathVariable UUID id, SignedIn user, Model model) {
        Held held = quarantine.find(organizer, id);
        PersonalDataView view = user.viewIn(organizer);
        model.addAttribute("held", held);
        model.addAttribute("why", view.other(held.detail()));
        model.addAttribute("raw", view.other(readable(held.raw())));
        return "backoffice/held";
    }

    @PostMapping("/{id}/replay")
    @PageNeeds(Permission.REPLAY)
    String replay(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        Held held = quarantine.replay(organizer, id, user.actor());
        if (held.state() == Held.State.OPEN) {
            after.addFlashAttribute("problem", fmt.text("held.still-open"));
        } else {
            after.addFlashAttribute("done", fmt.word("held.done", held.state()));
        }
        return "redirect:/o/" + organizer + "/quarantine/" + id;
    }

    @PostMapping("/{id}/discard")
    @PageNeeds(Permission.REPLAY)
    String discard(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        quarantine.discard(organizer, id, user.actor());
        after.addFlashAttribute("done", fmt.word("held.done", Held.State.DISCARDED));
        return "redirect:/o/" + organizer + "/quarantine/" + id;
    }

    /** Tries all open entries of a reason again. */
    @PostMapping("/replay")
    @PageNeeds(Permission.REPLAY)
    String replayAll(
            @PathVariable OrganizerCode organizer,
            @RequestParam String reason,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        int closed = quarantine.replayAll(organizer, reason, user.actor());
        after.addFlashAttribute("done", fmt.text("quarantine.replayed", closed));
        return "redirect:/o/" + organizer + "/quarantine";
    }

    /** Indented where it is JSON, as it came where it is not. */
    private String readable(byte[] raw) {
        try {
            return json.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json.readTree(raw));
        } catch (JacksonException noJson) {
            return new String(raw, StandardCharsets.UTF_8);
        }
    }
}
