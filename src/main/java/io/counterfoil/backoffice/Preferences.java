package io.counterfoil.backoffice;

import io.counterfoil.accounts.SignedIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Language and colours as their reader wants them, told by {@code ?lang=} and {@code ?theme=}. Who is signed in has the
 * language of his account, or the one that he told in this session: his next sign-in begins with his account's again. Before a
 * sign-in a cookie remembers what was told; else it is the browser's.
 */
final class Preferences implements LocaleResolver {
    private static final String LANGUAGE = "lang";
    private static final String IN_SESSION = "counterfoil.language";
    private static final String THEME = "theme";
    private static final String ORGANIZER = "organizer";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Optional<SignedIn> user = PageAccess.current();
        Optional<Locale> chosen = user.isEmpty()
                ? chosen(request, LANGUAGE, Shell.LANGUAGES).map(Locale::of)
                : told(request, LANGUAGE, Shell.LANGUAGES)
                        .or(() -> inSession(request))
                        .map(Locale::of)
                        .or(() -> user.map(known -> known.language().locale()));
        if (chosen.isPresent()) {
            return chosen.get();
        }
        boolean french = Locale.FRENCH.getLanguage().equals(request.getLocale().getLanguage());
        return french ? Locale.FRENCH : Locale.ENGLISH;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the reader says it with each request");
    }

    static String theme(HttpServletRequest request) {
        return chosen(request, THEME, Shell.THEMES).orElse(Shell.THEMES.getFirst());
    }

    /** The organizer whose pages this browser showed last, as it says; whether it may be seen is asked elsewhere. */
    static @Nullable String organizer(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, ORGANIZER);
        return cookie == null ? null : cookie.getValue();
    }

    static void keepOrganizer(HttpServletRequest request, HttpServletResponse response, String code) {
        if (!code.equals(organizer(request))) {
            keep(request, response, ORGANIZER, code);
        }
    }

    /** Has the browser remember what this request chose. */
    static void remember(HttpServletRequest request, HttpServletResponse response) {
        told(request, LANGUAGE, Shell.LANGUAGES).ifPresent(value -> {
            keep(request, response, LANGUAGE, value);
            HttpSession session = request.getSession(false);
            if (session != null && PageAccess.current().isPresent()) {
                session.setAttribute(IN_SESSION, value);
            }
        });
        told(request, THEME, Shell.THEMES).ifPresent(value -> keep(request, response, THEME, value));
    }

    private static Optional<String> inSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(IN_SESSION) instanceof String told
                ? known(told, Shell.LANGUAGES)
                : Optional.empty();
    }

    private static void keep(HttpServletRequest request, HttpServletResponse response, String name, String value) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path("/")
                .maxAge(REMEMBERED)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static Optional<String> chosen(HttpServletRequest request, String name, List<String> possible) {
        return told(request, name, possible)
                .or(() -> Optional.ofNullable(WebUtils.getCookie(request, name))
                        .flatMap(cookie -> known(cookie.getValue(), possible)));
    }

    private static Optional<String> told(HttpServletRequest request, String name, List<String> possible) {
        try {
            return known(request.getParameter(name), possible);
        } catch (IllegalStateException unreadable) {
            // a form that is too large to be read, on the way to the page that says so
            return Optional.empty();
        }
    }

    private static Optional<String> known(@Nullable String value, List<String> possible) {
        return Optional.ofNullable(value).filter(possible::contains);
    }
}
