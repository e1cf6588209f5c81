package io.counterfoil.wallet;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Who sits before the page: the session's token is in a cookie that no script reads, is new at each sign-in, and is worth
 * nothing after signing out. Forms carry a mark that only pages of this session can know, and come from our own pages only.
 */
final class PhoneSession {
    static final String COOKIE = "wallet";
    static final String PATH = "/wallet/app";
    /** Name of the mark in forms. */
    static final String MARK = "_mark";

    private static final byte[] PURPOSE = "mark of a form on the phone page ".getBytes(StandardCharsets.UTF_8);

    private final SignIn signIn;

    PhoneSession(SignIn signIn) {
        this.signIn = signIn;
    }

    /** @param mark for this session's forms */
    record Person(UUID id, String token, String mark) {}

    Optional<Person> person(HttpServletRequest request) {
        return token(request)
                .flatMap(token -> signIn.account(token).map(account -> new Person(account, token, mark(token))));
    }

    /** Begins the session in this browser and ends the one that it had. */
    String begin(HttpServletRequest request, SignIn.Session session, Instant now) {
        token(request).ifPresent(signIn::signOut);
        return cookie(request, session.token(), Duration.between(now, session.expiresAt()));
    }

    String end(HttpServletRequest request) {
        token(request).ifPresent(signIn::signOut);
        return cookie(request, "", Duration.ZERO);
    }

    /**
     * Refuses a form that another site has sent. Browsers say where a form comes from; whoever says nothing is no browser
     * and has no cookies that he does not know of.
     */
    static void fromOurPages(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        boolean elsewhere = site == null
                ? origin != null && !isOurs(origin, request)
                : !"same-origin".equals(site) && !"none".equals(site);
        if (elsewhere) {
            throw forged();
        }
    }

    /** Refuses a form without its session's mark. */
    static void marked(HttpServletRequest request, Person person) {
        String mark = request.getParameter(MARK);
        if (mark == null
                || !MessageDigest.isEqual(
                        mark.getBytes(StandardCharsets.UTF_8), person.mark().getBytes(StandardCharsets.UTF_8))) {
            throw forged();
        }
    }

    private static Refusal forged() {
        return Refusal.of(ErrorKind.USER, "forged", "the form does not come from this session's page");
    }

    private static boolean isOurs(String origin, HttpServletRequest request) {
        try {
            URI from = URI.create(origin);
            int standard = "https".equals(from.getScheme()) ? 443 : 80;
            int port = from.getPort() < 0 ? standard : from.getPort();
            return request.getServerName().equalsIgnoreCase(from.getHost()) && request.getServerPort() == port;
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    private static Optional<String> token(HttpServletRequest request) {
        @Nullable Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }

    private static String mark(String token) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Secrets.digest(PURPOSE, token.getBytes(StandardCharsets.UTF_8)));
    }

    private static String cookie(HttpServletRequest request, String token, Duration life) {
        return ResponseCookie.from(COOKIE, token)
                .path(request.getContextPath() + PATH)
                .maxAge(life)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build()
                .toString();
    }
}
