package io.counterfoil.backoffice;

import io.counterfoil.accounts.SessionMark;
import io.counterfoil.accounts.SignIns;
import io.counterfoil.accounts.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Sessions of the screens. A session holds who signed in and when; what he may do is read anew for each request, so that
 * whatever is taken away is gone at once. Signing in begins a new session: one that somebody else made him use is worth
 * nothing.
 */
final class WebSessions implements SecurityContextRepository {
    /** A session ends this long after its last request. Source: NIST SP 800-63B-4, 2.2.3: one hour at most. */
    static final Duration IDLE = Duration.ofHours(1);

    /** Name of the attribute that holds a session's mark. */
    static final String MARK = "counterfoil.signed-in";

    private static final String WAITING = "counterfoil.waits-for-code";

    private final SignIns signIns;

    WebSessions(SignIns signIns) {
        this.signIns = signIns;
    }

    /** From now on this browser is signed in. */
    void begin(HttpServletRequest request, SessionMark mark) {
        HttpSession session = fresh(request);
        session.setMaxInactiveInterval((int) IDLE.toSeconds());
        session.setAttribute(MARK, mark.toString());
        SessionList.note(request, session, mark);
    }

    /** The password was right; the code is asked for next. */
    void awaitCode(HttpServletRequest request, SessionMark mark) {
        HttpSession session = fresh(request);
        session.setMaxInactiveInterval((int) SignIns.LONGEST_WAIT_FOR_CODE.toSeconds());
        session.setAttribute(WAITING, mark.toString());
    }

    /** Whose code is asked for. */
    Optional<SessionMark> waiting(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : SessionMark.parse(session.getAttribute(WAITING));
    }

    void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    private static HttpSession fresh(HttpServletRequest request) {
        HttpSession former = request.getSession(false);
        if (former != null) {
            former.invalidate();
        }
        HttpSession began = request.getSession(true);
        if (began.getId().equals(request.getRequestedSessionId())) {
            // it might be one that somebody else has planted
            throw new IllegalStateException("the session that the browser came with goes on");
        }
        return began;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(() -> context(request));
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    private SecurityContext context(HttpServletRequest request) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        user(request)
                .ifPresent(user -> context.setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(user, null, List.of())));
        return context;
    }

    private Optional<SignedIn> user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        Optional<SignedIn> user = SessionMark.parse(session.getAttribute(MARK)).flatMap(signIns::resume);
        if (user.isEmpty() && session.getAttribute(MARK) != null) {
            session.invalidate();
        }
        return user;
    }

    /** Nothing: {@link #begin} has said it all. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(MARK) != null;
    }

    /** Looked up when somebody asks, once. */
    private static final class Deferred implements DeferredSecurityContext {
        private final Supplier<SecurityContext> load;
        private @Nullable SecurityContext context;

        Deferred(Supplier<SecurityContext> load) {
            this.load = load;
        }

        @Override
        public SecurityContext get() {
            if (context == null) {
                context = load.get();
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
