package io.counterfoil.backoffice;

import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.AccountLinks;
import io.counterfoil.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where links in mails lead, and where they are asked for. Looking at a link uses nothing up: mail programs look before their
 * owner does.
 */
@Controller
class LinkPages {
    private final AccountLinks links;
    private final WebSessions sessions;

    LinkPages(AccountLinks links, WebSessions sessions) {
        this.links = links;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in/forgotten")
    @ForAnyone
    String forgottenForm(Model model) {
        model.addAttribute("byMail", links.byMail());
        model.addAttribute("problems", new FormProblems());
        return "accounts/forgotten";
    }

    @PostMapping("/sign-in/forgotten")
    @ForAnyone
    String forgotten(
            @RequestParam(defaultValue = "") String login,
            Model model,
            @RequestAttribute Formats fmt,
            HttpServletRequest request,
            HttpServletResponse response) {
        FormProblems problems = new FormProblems();
        model.addAttribute("byMail", links.byMail());
        model.addAttribute("problems", problems);
        if (login.isBlank()) {
            problems.add("login", "accounts.sign-in.login.missing");
            return SignInPages.refused(response, "accounts/forgotten");
        }
        Optional<Duration> wait = links.forgotten(login, SignInPages.addressOf(request));
        if (wait.isPresent()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds() + 1));
            problems.add("login", "accounts.sign-in.later", 1);
            return SignInPages.refused(response, "accounts/forgotten");
        }
        model.addAttribute("done", fmt.text("accounts.forgotten.done"));
        return "accounts/forgotten";
    }

    @GetMapping("/invitation/{token}")
    @ForAnyone
    String invitation(@PathVariable String token, Model model, HttpServletResponse response) {
        return form(AccountLinks.Kind.INVITATION, token, model, response);
    }

    @GetMapping("/reset/{token}")
    @ForAnyone
    String reset(@PathVariable String token, Model model, HttpServletResponse response) {
        return form(AccountLinks.Kind.RESET, token, model, response);
    }

    @PostMapping("/invitation/{token}")
    @ForAnyone
    String acceptInvitation(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            Model model,
            @RequestAttribute Formats fmt,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after) {
        return choose(AccountLinks.Kind.INVITATION, token, password, model, request, response, told(fmt, after));
    }

    @PostMapping("/reset/{token}")
    @ForAnyone
    String chooseAnew(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            Model model,
            @RequestAttribute Formats fmt,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after) {
        return choose(AccountLinks.Kind.RESET, token, password, model, request, response, told(fmt, after));
    }

    private static Runnable told(Formats fmt, RedirectAttributes after) {
        return () -> after.addFlashAttribute("done", fmt.text("accounts.password.chosen"));
    }

    private String form(AccountLinks.Kind kind, String token, Model model, HttpServletResponse response) {
        Optional<Account> account = links.accountOf(kind, token);
        if (account.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "accounts/link-over";
        }
        return form(kind, token, account.get(), model, new FormProblems());
    }

    private static String form(
            AccountLinks.Kind kind, String token, Account account, Model model, FormProblems problems) {
        model.addAttribute("action", kind.path() + token);
        model.addAttribute("kind", kind.name());
        model.addAttribute("account", account);
        model.addAttribute("problems", problems);
        return "accounts/choose-password";
    }

    private String choose(
            AccountLinks.Kind kind,
            String token,
            String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Runnable done) {
        Optional<Account> account = links.accountOf(kind, token);
        try {
            if (account.isPresent() && links.choosePassword(kind, token, password)) {
                // whoever was signed in here may be somebody else
                sessions.end(request);
                done.run();
                return "redirect:/sign-in";
            }
        } catch (Refusal refusal) {
            FormProblems problems = new FormProblems().add(refusal, "password");
            return SignInPages.refused(response, form(kind, token, account.orElseThrow(), model, problems));
        }
        return form(kind, token, model, response);
    }
}
