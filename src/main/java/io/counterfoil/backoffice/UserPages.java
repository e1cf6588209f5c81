package io.counterfoil.backoffice;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.AccountLinks;
import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.NewAccount;
import io.counterfoil.accounts.Role;
import io.counterfoil.accounts.SecondFactors;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizer;
import io.counterfoil.organizers.Organizers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Users: who may do what where. An administrator of an organizer sees and gives the roles there; the accounts themselves are
 * the installation's.
 */
@Controller
class UserPages {
    private static final int AT_ONCE = 50;
    private static final int MOST_ORGANIZERS = 200;
    private static final int LINES = 20;
    private static final String NEW = "accounts/user-new";

    private final Accounts accounts;
    private final AccountLinks links;
    private final SecondFactors factors;
    private final Organizers organizers;
    private final InstallationJournal journal;

    UserPages(
            Accounts accounts,
            AccountLinks links,
            SecondFactors factors,
            Organizers organizers,
            InstallationJournal journal) {
        this.accounts = accounts;
        this.links = links;
        this.factors = factors;
        this.organizers = organizers;
        this.journal = journal;
    }

    @GetMapping("/users")
    @ForAdministrators
    String list(SignedIn user, @RequestParam(defaultValue = "") String after, Model model) {
        List<Account> found = accounts.list(after, AT_ONCE + 1, user.asAdministrator());
        List<Account> shown = found.subList(0, Math.min(found.size(), AT_ONCE));
        model.addAttribute("users", shown);
        model.addAttribute("next", found.size() > AT_ONCE ? shown.getLast().login() : null);
        return "accounts/users";
    }

    /** A user to be, as typed. */
    record UserForm(
            String email,
            @Nullable String name,
            @Nullable String login,
            String language,
            @Nullable String organizer,
            @Nullable Role role,
            @Nullable String administrator) {
        Map<OrganizerCode, @Nullable Role> roles() {
            return organizer == null || organizer.isBlank() || role == null
                    ? Map.of()
                    : Collections.singletonMap(new OrganizerCode(organizer), role);
        }
    }

    @GetMapping("/users/new")
    @ForAdministrators
    String form(SignedIn user, @RequestAttribute Shell shell, Model model) {
        Organizer organizer = shell.organizer();
        String code = organizer == null ? null : organizer.code().value();
        UserForm empty = new UserForm("", "", "", shell.language(), code, Role.AGENT, null);
        return form(user, model, empty, new FormProblems());
    }

    private String form(SignedIn user, Model model, UserForm form, FormProblems problems) {
        model.addAttribute("form", form);
        model.addAttribute("installation", user.administrator());
        model.addAttribute("organizers", administered(user));
        model.addAttribute("roles", Role.values());
        model.addAttribute("languages", Language.values());
        model.addAttribute("byMail", links.byMail());
        model.addAttribute("problems", problems);
        return NEW;
    }

    @PostMapping("/users")
    @ForAdministrators
    String create(
            SignedIn user,
            UserForm form,
            Model model,
            @RequestAttribute Formats fmt,
            HttpServletResponse response,
            RedirectAttributes after) {
        Access access = user.asAdministrator();
        try {
            boolean administrator = form.administrator() != null;
            if (form.roles().isEmpty() && !administrator) {
                throw Refusal.invalid("role", null, "a role in an organizer");
            }
            NewAccount wanted = NewAccount.of(
                    user.administrator() ? form.login() : null,
                    form.email(),
                    form.name(),
                    Language.of(form.language()),
                    administrator);
            Account account = accounts.create(wanted, form.roles(), access);
            Optional<String> path = links.invite(account, access);
            after.addFlashAttribute("done", fmt.text(links.byMail() ? "users.invited.mail" : "users.invited"));
            return shown(account, path, after);
        } catch (Refusal refusal) {
            return SignInPages.refused(response, form(user, model, form, new FormProblems().add(refusal, "email")));
        }
    }

    @GetMapping("/users/{id}")
    @ForAdministrators
    String one(SignedIn user, @PathVariable UUID id, Model model) {
        Account account = accounts.require(id, user.asAdministrator());
        model.addAttribute("account", account);
        model.addAttribute("installation", user.administrator());
        model.addAttribute("organizers", administered(user));
        model.addAttribute("roles", Role.values());
        model.addAttribute("languages", Language.values());
        model.addAttribute("byMail", links.byMail());
        model.addAttribute("problems", new FormProblems());
        model.addAttribute("lines", user.administrator() ? journal.of("account", account.login(), LINES) : List.of());
        return "accounts/user";
    }

    @PostMapping("/users/{id}/role")
    @ForAdministrators
    String role(
            SignedIn user,
            @PathVariable UUID id,
            @RequestParam OrganizerCode organizer,
            @RequestParam(required = false) @Nullable Role role,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        Access access = user.asAdministrator();
        Account account = accounts.require(id, access);
        accounts.change(
                account,
                new Accounts.AccountChange(null, null, null, null, null),
                Collections.singletonMap(organizer, role),
                access);
        after.addFlashAttribute("done", fmt.text("accounts.saved"));
        return accounts.find(id, access).isPresent() ? "redirect:/users/" + id : "redirect:/users";
    }

    @PostMapping("/users/{id}")
    @ForAdministrators
    String change(
            SignedIn user,
            @PathVariable UUID id,
            UserForm form,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        Access access = user.asAdministrator();
        accounts.change(
                accounts.require(id, access),
                new Accounts.AccountChange(
                        NewAccount.address(form.email()),
                        form.name() == null ? "" : form.name(),
                        Language.of(form.language()),
                        form.administrator() != null,
                        null),
                Map.of(),
                access);
        after.addFlashAttribute("done", fmt.text("accounts.saved"));
        return "redirect:/users/" + id;
    }

    @PostMapping("/users/{id}/disabled")
    @ForAdministrators
    String disable(
            SignedIn user,
            @PathVariable UUID id,
            @RequestParam boolean disabled,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        Access access = user.asAdministrator();
        accounts.change(
                accounts.require(id, access),
                new Accounts.AccountChange(null, null, null, null, disabled),
                Map.of(),
                access);
        after.addFlashAttribute("done", fmt.text("accounts.saved"));
        return "redirect:/users/" + id;
    }

    @PostMapping("/users/{id}/invitation")
    @ForAdministrators
    String invite(SignedIn user, @PathVariable UUID id, @RequestAttribute Formats fmt, RedirectAttributes after) {
        Access access = user.asAdministrator();
        Account account = accounts.require(id, access);
        Optional<String> path = links.invite(account, access);
        after.addFlashAttribute("done", fmt.text(links.byMail() ? "users.invited.mail" : "users.invited"));
        return shown(account, path, after);
    }

    @PostMapping("/users/{id}/reset")
    @ForAdministrators
    String reset(SignedIn user, @PathVariable UUID id, @RequestAttribute Formats fmt, RedirectAttributes after) {
        Access access = user.asAdministrator();
        Account account = accounts.require(id, access);
        String path = links.reset(account, access);
        after.addFlashAttribute("done", fmt.text(links.byMail() ? "users.reset.mail" : "users.reset.done"));
        return shown(account, Optional.of(path), after);
    }

    @PostMapping("/users/{id}/second-factor/off")
    @ForAdministrators
    String removeFactor(SignedIn user, @PathVariable UUID id, @RequestAttribute Formats fmt, RedirectAttributes after) {
        Account account = accounts.require(id, user.asAdministrator());
        if (!user.administrator()) {
            throw Refusal.notFound("user", account.login());
        }
        factors.remove(account, user.actor());
        after.addFlashAttribute("done", fmt.text("accounts.factor.removed"));
        return "redirect:/users/" + id;
    }

    @PostMapping("/users/{id}/sign-out")
    @ForAdministrators
    String signOut(SignedIn user, @PathVariable UUID id, @RequestAttribute Formats fmt, RedirectAttributes after) {
        Account account = accounts.require(id, user.asAdministrator());
        if (!user.administrator()) {
            throw Refusal.notFound("user", account.login());
        }
        accounts.signOutEverywhere(account, user.actor());
        after.addFlashAttribute("done", fmt.text("accounts.sessions.done"));
        return "redirect:/users/" + id;
    }

    /** The link is shown where its maker looks next, under the address by which he came here himself. */
    private static String shown(Account account, Optional<String> path, RedirectAttributes after) {
        path.ifPresent(link -> after.addFlashAttribute(
                "link",
                ServletUriComponentsBuilder.fromCurrentContextPath().path(link).toUriString()));
        return "redirect:/users/" + account.id();
    }

    private List<Organizer> administered(SignedIn user) {
        Access access = user.asAdministrator();
        return organizers.list("", MOST_ORGANIZERS).stream()
                .filter(organizer -> access.sees(organizer.code()))
                .toList();
    }
}
