package io.counterfoil.backoffice;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.ApiToken;
import io.counterfoil.accounts.NewToken;
import io.counterfoil.accounts.Role;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.accounts.Tokens;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizers;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** API tokens: made and revoked. A token is shown in the answer to its making and nowhere else. */
@Controller
class TokenPages {
    private static final int AT_ONCE = 100;
    private static final int MOST_ORGANIZERS = 200;
    private static final List<Integer> DAYS = List.of(30, 90, 365);

    private final Tokens tokens;
    private final Organizers organizers;
    private final Clock clock;

    TokenPages(Tokens tokens, Organizers organizers, Clock clock) {
        this.tokens = tokens;
        this.organizers = organizers;
        this.clock = clock;
    }

    /** A token to be, as typed. */
    record TokenForm(
            String name,
            @Nullable Role role,
            @Nullable String organizer,
            @Nullable Integer days) {}

    @GetMapping("/tokens")
    @ForAdministrators
    String list(SignedIn user, @RequestParam(required = false) @Nullable UUID after, Model model) {
        return list(user, after, model, new TokenForm("", Role.VIEWER, null, DAYS.get(1)), new FormProblems());
    }

    private String list(SignedIn user, @Nullable UUID after, Model model, TokenForm form, FormProblems problems) {
        Access access = user.asAdministrator();
        List<ApiToken> found = tokens.list(after, AT_ONCE + 1, access);
        List<ApiToken> shown = found.subList(0, Math.min(found.size(), AT_ONCE));
        model.addAttribute("tokens", shown);
        model.addAttribute("now", clock.instant());
        model.addAttribute("next", found.size() > AT_ONCE ? shown.getLast().id() : null);
        model.addAttribute("form", form);
        model.addAttribute("installation", user.administrator());
        model.addAttribute("roles", Role.values());
        model.addAttribute("days", DAYS);
        model.addAttribute(
                "organizers",
                organizers.list("", MOST_ORGANIZERS).stream()
                        .filter(organizer -> access.sees(organizer.code()))
                        .toList());
        model.addAttribute("problems", problems);
        return "accounts/tokens";
    }

    @PostMapping("/tokens")
    @ForAdministrators
    String create(SignedIn user, TokenForm form, Model model, HttpServletResponse response) {
        try {
            Tokens.Created made = tokens.create(wanted(form), user.asAdministrator());
            model.addAttribute("token", made.token());
            model.addAttribute("secret", made.secret());
            return "accounts/token-made";
        } catch (Refusal refusal) {
            FormProblems problems = new FormProblems().add(refusal, "name");
            return SignInPages.refused(response, list(user, null, model, form, problems));
        }
    }

    private NewToken wanted(TokenForm form) {
        @Nullable
        Set<OrganizerCode> codes = form.organizer() == null || form.organizer().isBlank()
                ? null
                : Set.of(new OrganizerCode(form.organizer()));
        @Nullable Instant expires = form.days() == null ? null : clock.instant().plus(Duration.ofDays(form.days()));
        Role role = form.role() == null ? Role.VIEWER : form.role();
        return new NewToken(form.name(), role, null, codes, expires);
    }

    @PostMapping("/tokens/{id}/revoke")
    @ForAdministrators
    String revoke(SignedIn user, @PathVariable UUID id, @RequestAttribute Formats fmt, RedirectAttributes after) {
        tokens.revoke(id, user.asAdministrator());
        after.addFlashAttribute("done", fmt.text("tokens.revoked"));
        return "redirect:/tokens";
    }
}
