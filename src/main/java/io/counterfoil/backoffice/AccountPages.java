package io.counterfoil.backoffice;

import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.PasswordSignIn;
import io.counterfoil.accounts.SecondFactors;
import io.counterfoil.accounts.SignIns;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person changes of himself: name, language, password, second factor, sessions. */
@Controller
class AccountPages {
    private static final String ACCOUNT = "accounts/account";
    private static final String SETUP = "accounts/second-factor";
    private static final String CODES = "accounts/recovery-codes";
    private static final String BACK = "redirect:/account";

    private final Accounts accounts;
    private final SignIns signIns;
    private final SecondFactors factors;
    private final WebSessions sessions;
    private final SessionList list;

    AccountPages(Accounts accounts, SignIns signIns, SecondFactors factors, WebSessions sessions, SessionList list) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.factors = factors;
        this.sessions = sessions;
        this.list = list;
    }

    @GetMapping("/account")
    @ForUsers
    String account(SignedIn user, Model model, HttpServletRequest request) {
        return account(user, model, request, new FormProblems());
    }

    private String account(SignedIn user, Model model, HttpServletRequest request, FormProblems problems) {
        model.addAttribute("sessions", list.of(user, request));
        model.addAttribute("account", accounts.of(user));
        model.addAttribute("user", user);
        model.addAttribute("languages", Language.values());
        model.addAttribute("codesLeft", factors.recoveryCodesLeft(user));
        model.addAttribute("problems", problems);
        return ACCOUNT;
    }

    /** What he is called, and in which language. */
    record ProfileForm(@Nullable String name, @Nullable String language) {
        Language chosen() {
            return Language.of(language == null ? "" : language);
        }
    }

    @PostMapping("/account/profile")
    @ForUsers
    String profile(
            SignedIn user,
            ProfileForm form,
            Model model,
            @RequestAttribute Formats fmt,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after) {
        try {
            accounts.changeOwn(user, form.name() == null ? "" : form.name(), form.chosen());
        } catch (Refusal refusal) {
            return SignInPages.refused(
                    response, account(user, model, request, new FormProblems().add(refusal, "name")));
        }
        after.addFlashAttribute("done", fmt.text("accounts.saved"));
        return "redirect:/account?lang=" + form.chosen().tag();
    }

    /** A password, and the one that proves that it is him. */
    record PasswordForm(String current, String password) {}

    @PostMapping("/account/password")
    @ForUsers
    String password(
            SignedIn user,
            PasswordForm form,
            Model model,
            @RequestAttribute Formats fmt,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after) {
        FormProblems problems = new FormProblems();
        if (proves(user, form.current(), request, problems)) {
            try {
                accounts.setPassword(accounts.of(user), form.password(), user.actor());
                // all sessions have ended; this one begins anew
                sessions.begin(request, signIns.renewed(user));
                after.addFlashAttribute("done", fmt.text("accounts.password.changed"));
                return BACK;
            } catch (Refusal refusal) {
                problems.add(refusal, "password");
            }
        }
        return SignInPages.refused(response, account(user, model, request, problems));
    }

    @PostMapping("/account/sign-out-everywhere")
    @ForUsers
    String signOutEverywhere(
            SignedIn user, @RequestAttribute Formats fmt, HttpServletRequest request, RedirectAttributes after) {
        accounts.signOutEverywhere(accounts.of(user), user.actor());
        sessions.begin(request, signIns.renewed(user));
        after.addFlashAttribute("done", fmt.text("accounts.sessions.done"));
        return BACK;
    }

    /** Ends one session; his own by signing out. */
    @PostMapping("/account/sessions/{handle}/end")
    @ForUsers
    String endSession(
            SignedIn user, @PathVariable String handle, @RequestAttribute Formats fmt, RedirectAttributes after) {
        boolean ended = list.end(user, handle);
        after.addFlashAttribute("done", fmt.text(ended ? "accounts.session.ended" : "accounts.session.over"));
        return BACK;
    }

    @GetMapping("/account/second-factor")
    @ForUsers
    String setup(SignedIn user, Model model) {
        return user.secondFactor() ? BACK : setup(user, model, new FormProblems());
    }

    private String setup(SignedIn user, Model model, FormProblems problems) {
        SecondFactors.Setup setup = factors.begin(user);
        model.addAttribute("secret", setup.secret());
        model.addAttribute("uri", setup.uri());
        model.addAttribute("qr", QrCode.of(setup.uri()));
        model.addAttribute("problems", problems);
        return SETUP;
    }

    @PostMapping("/account/second-factor")
    @ForUsers
    String confirm(
            SignedIn user,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String current,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (user.secondFactor()) {
            return BACK;
        }
        FormProblems problems = new FormProblems();
        if (proves(user, current, request, problems)) {
            Optional<List<String>> codes = factors.confirm(user, code);
            if (codes.isPresent()) {
                model.addAttribute("codes", codes.get());
                return CODES;
            }
            problems.add("code", "accounts.code.wrong");
        }
        return SignInPages.refused(response, setup(user, model, problems));
    }

    @PostMapping("/account/second-factor/off")
    @ForUsers
    String off(
            SignedIn user,
            @RequestParam(defaultValue = "") String currentForFactor,
            Model model,
            @RequestAttribute Formats fmt,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes after) {
        FormProblems problems = new FormProblems();
        if (!proves(user, currentForFactor, request, problems, "currentForFactor")) {
            return SignInPages.refused(response, account(user, model, request, problems));
        }
        factors.remove(accounts.of(user), user.actor());
        after.addFlashAttribute("done", fmt.text("accounts.factor.removed"));
        return BACK;
    }

    @PostMapping("/account/recovery-codes")
    @ForUsers
    String renewCodes(
            SignedIn user,
            @RequestParam(defaultValue = "") String currentForFactor,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        FormProblems problems = new FormProblems();
        if (!proves(user, currentForFactor, request, problems, "currentForFactor")) {
            return SignInPages.refused(response, account(user, model, request, problems));
        }
        model.addAttribute("codes", factors.renewRecoveryCodes(user));
        return CODES;
    }

    private boolean proves(SignedIn user, String password, HttpServletRequest request, FormProblems problems) {
        return proves(user, password, request, problems, "current");
    }

    /** Whether it is him who sits there, and not who found his desk empty. */
    private boolean proves(
            SignedIn user, String password, HttpServletRequest request, FormProblems problems, String field) {
        return switch (signIns.again(user, password, SignInPages.addressOf(request))) {
            case PasswordSignIn.In in -> true;
            case PasswordSignIn.CodeNeeded rightPassword -> true;
            case PasswordSignIn.Wrong wrong -> {
                problems.add(field, "accounts.current.wrong");
                yield false;
            }
            case PasswordSignIn.Later later -> {
                problems.add(field, "accounts.sign-in.later", later.retryAfter().toMinutes() + 1);
                yield false;
            }
        };
    }
}
