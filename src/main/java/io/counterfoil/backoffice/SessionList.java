package io.counterfoil.backoffice;

import io.counterfoil.accounts.SessionMark;
import io.counterfoil.accounts.SignIns;
import io.counterfoil.accounts.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/** Where somebody is signed in, told to himself; and ending one of these sessions from another. */
final class SessionList {
    private static final String DEVICE = "counterfoil.device";
    private static final String ADDRESS = "counterfoil.address";

    private final FindByIndexNameSessionRepository<? extends Session> repository;
    private final SignIns signIns;

    SessionList(FindByIndexNameSessionRepository<? extends Session> repository, SignIns signIns) {
        this.repository = repository;
        this.signIns = signIns;
    }

    /**
     * A session.
     *
     * @param handle names it on pages; its id is a secret, from which this is derived
     * @param device empty: the browser does not say
     * @param own the one that asks
     */
    record Line(String handle, String device, String address, Instant since, Instant lastUsed, boolean own) {}

    /** Notes what the list tells of a session that begins. */
    static void note(HttpServletRequest request, HttpSession session, SessionMark mark) {
        session.setAttribute(
                FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
                mark.accountId().toString());
        session.setAttribute(DEVICE, DeviceName.of(request.getHeader("User-Agent")));
        session.setAttribute(ADDRESS, DeviceName.roughly(SignInPages.addressOf(request)));
    }

    /** His sessions that are still good for something, the last used first. */
    List<Line> of(SignedIn user, HttpServletRequest request) {
        HttpSession own = request.getSession(false);
        return found(user).values().stream()
                .map(session -> line(session, own))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Line::own)
                        .thenComparing(Line::lastUsed)
                        .reversed())
                .toList();
    }

    /** Ends a session of his; false when it has ended already. */
    boolean end(SignedIn user, String handle) {
        Optional<String> id = found(user).keySet().stream()
                .filter(each -> handle(each).equals(handle))
                .findFirst();
        id.ifPresent(repository::deleteById);
        id.ifPresent(ended -> signIns.sessionEnded(user));
        return id.isPresent();
    }

    private Map<String, ? extends Session> found(SignedIn user) {
        return repository.findByPrincipalName(user.accountId().toString());
    }

    private Optional<Line> line(Session session, @Nullable HttpSession own) {
        return SessionMark.parse(session.getAttribute(WebSessions.MARK))
                .filter(mark -> !session.isExpired() && signIns.resume(mark).isPresent())
                .map(mark -> new Line(
                        handle(session.getId()),
                        text(session.getAttribute(DEVICE)),
                        text(session.getAttribute(ADDRESS)),
                        mark.since(),
                        session.getLastAccessedTime(),
                        own != null && own.getId().equals(session.getId())));
    }

    private static String text(@Nullable Object attribute) {
        return attribute instanceof String text ? text : "";
    }

    private static String handle(String sessionId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("session " + sessionId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
