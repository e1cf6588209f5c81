package io.counterfoil.backoffice;

import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.FirstStart;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.NewAccount;
import io.counterfoil.accounts.PasswordSignIn;
import io.counterfoil.accounts.SessionMark;
import io.counterfoil.accounts.SignIns;
import io.counterfoil.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in and out, and the very first start. */
@Controller
class SignInPages {
    private static final String SIGN_IN = "accounts/sign-in";
    private static final String CODE = "accounts/code";
    private static final String START = "accounts/start";

    private final SignIns signIns;
    private final FirstStart firstStart;
    private final WebSessions sessions;
    private final Issuer issuer;

    SignInPages(SignIns signIns, FirstStart firstStart, WebSessions sessions, Issuer issuer) {
        this.issuer = issuer;
        this.signIns = signIns;
        this.firstStart = firstStart;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    @ForAnyone
    String form(
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(required = false) @Nullable String failed,
            Model model) {
        if (PageAccess.current().isPresent()) {
            return redirect(next);
        }
        if (firstStart.isDue()) {
            return "redirect:/start";
        }
        FormProblems problems = new FormProblems();
        if (failed != null) {
            problems.add("", "unknown".equals(failed) ? "accounts.sign-in.unknown" : "accounts.sign-in.failed");
        }
        return signIn(model, "", next, problems);
    }

    @PostMapping("/sign-in")
    @ForAnyone
    String signIn(
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        FormProblems problems = new FormProblems();
        if (login.isBlank()) {
            problems.add("login", "accounts.sign-in.login.missing");
        }
        if (password.isEmpty()) {
            problems.add("password", "accounts.sign-in.password.missing");
        }
        if (problems.isEmpty()) {
            switch (signIns.byPassword(login, password, addressOf(request))) {
                case PasswordSignIn.In(var user, SessionMark mark) -> {
                    return begin(request, mark, next);
                }
                case PasswordSignIn.CodeNeeded(SessionMark mark) -> {
                    sessions.awaitCode(request, mark);
                    return "redirect:/sign-in/code" + query(next);
                }
                case PasswordSignIn.Wrong wrong -> problems.add("login", "accounts.sign-in.wrong");
                case PasswordSignIn.Later(Duration wait) -> later(problems, "login", wait, response);
            }
        }
        return refused(response, signIn(model, login, next, problems));
    }

    @GetMapping("/sign-in/code")
    @ForAnyone
    String codeForm(@RequestParam(required = false) @Nullable String next, Model model, HttpServletRequest request) {
        return sessions.waiting(request).isPresent()
                ? code(model, next, new FormProblems())
                : "redirect:/sign-in" + query(next);
    }

    @PostMapping("/sign-in/code")
    @ForAnyone
    String code(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(required = false) @Nullable String next,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<SessionMark> waiting = sessions.waiting(request);
        if (waiting.isEmpty()) {
            return "redirect:/sign-in" + query(next);
        }
        FormProblems problems = new FormProblems();
        switch (signIns.byCode(waiting.get(), code)) {
            case PasswordSignIn.In(var user, SessionMark mark) -> {
                return begin(request, mark, next);
            }
            case PasswordSignIn.Later(Duration wait) -> later(problems, "code", wait, response);
            case PasswordSignIn.CodeNeeded again -> problems.add("code", "accounts.code.wrong");
            case PasswordSignIn.Wrong wrong -> problems.add("code", "accounts.code.wrong");
        }
        return refused(response, code(model, next, problems));
    }

    @PostMapping("/logout")
    @ForAnyone
    String signOut(HttpServletRequest request) {
        sessions.end(request);
        return "redirect:/sign-in";
    }

    @GetMapping("/start")
    @ForAnyone
    String startForm(Model model, Locale locale) {
        if (!firstStart.isDue()) {
            return "redirect:/sign-in";
        }
        return start(model, new StartForm("", "", "", "", "", locale.getLanguage()), new FormProblems());
    }

    /** The first administrator, as typed. */
    record StartForm(
            String code,
            @Nullable String login,
            String email,
            @Nullable String name,
            String password,
            String language) {}

    @PostMapping("/start")
    @ForAnyone
    String start(StartForm form, Model model, HttpServletRequest request, HttpServletResponse response) {
        if (!firstStart.isDue()) {
            return "redirect:/sign-in";
        }
        FormProblems problems = new FormProblems();
        try {
            NewAccount wanted =
                    NewAccount.of(form.login(), form.email(), form.name(), Language.of(form.language()), true);
            Account account = firstStart.make(form.code(), wanted, form.password());
            if (signIns.byPassword(account.login(), form.password(), addressOf(request))
                    instanceof PasswordSignIn.In(var user, SessionMark mark)) {
                return begin(request, mark, null);
            }
            return "redirect:/sign-in";
        } catch (Refusal refusal) {
            return refused(response, start(model, form, problems.add(refusal, "code")));
        }
    }

    private String begin(HttpServletRequest request, SessionMark mark, @Nullable String next) {
        sessions.begin(request, mark);
        return redirect(next);
    }

    private String signIn(Model model, String login, @Nullable String next, FormProblems problems) {
        model.addAttribute("login", login);
        model.addAttribute("issuer", issuer.name());
        model.addAttribute("issuerPath", Issuer.start());
        model.addAttribute("next", ReturnPath.of(next));
        model.addAttribute("problems", problems);
        return SIGN_IN;
    }

    private static String code(Model model, @Nullable String next, FormProblems problems) {
        model.addAttribute("next", ReturnPath.of(next));
        model.addAttribute("problems", problems);
        return CODE;
    }

    private static String start(Model model, StartForm form, FormProblems problems) {
        model.addAttribute("form", form);
        model.addAttribute("languages", Language.values());
        model.addAttribute("problems", problems);
        return START;
    }

    private static void later(FormProblems problems, String field, Duration wait, HttpServletResponse response) {
        long minutes = wait.toMinutes() + 1;
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
        problems.add(field, "accounts.sign-in.later", minutes);
    }

    /** The form once more, with what is wrong. */
    static String refused(HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return view;
    }

    private static String redirect(@Nullable String next) {
        return "redirect:" + ReturnPath.of(next);
    }

    private static String query(@Nullable String next) {
        String path = ReturnPath.of(next);
        return path.equals("/") ? "" : "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    static InetAddress addressOf(HttpServletRequest request) {
        try {
            // a literal, so nothing is looked up
            return InetAddress.ofLiteral(request.getRemoteAddr());
        } catch (IllegalArgumentException noLiteral) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
