package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.SignIn;
import io.counterfoil.accounts.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code Authorization: Bearer …} becomes the {@link Access} of its token. Source: RFC 6750. */
final class BearerTokens extends OncePerRequestFilter {
    private static final String SCHEME = "bearer ";
    private static final String CHALLENGE = "Bearer realm=\"counterfoil\"";

    private final Tokens tokens;
    private final Problems problems;

    BearerTokens(Tokens tokens, Problems problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = tokenOf(request);
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        switch (tokens.signIn(token, addressOf(request))) {
            case SignIn.Good(Access access) -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(access, null, List.of()));
                SecurityContextHolder.setContext(context);
                chain.doFilter(request, response);
            }
            case SignIn.Bad bad -> {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
                problems.write(
                        response,
                        Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", "this token is not good (any more)"));
            }
            case SignIn.Later(Duration wait) -> {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
                problems.write(
                        response,
                        Problem.of(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "too-many-bad-tokens",
                                "too many bad tokens came from your address; try again in a minute"));
            }
        }
    }

    /** The answer to a call that needs a token and has none. */
    void challenge(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        problems.write(
                response,
                Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthorized",
                        "a token is needed (expected: the header Authorization: Bearer and a token)"));
    }

    private static @Nullable String tokenOf(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    private static InetAddress addressOf(HttpServletRequest request) {
        try {
            // a literal, so nothing is looked up
            return InetAddress.ofLiteral(request.getRemoteAddr());
        } catch (IllegalArgumentException noLiteral) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
