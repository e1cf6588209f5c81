package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Secrets;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * {@code Idempotency-Key}: a write that is sent again with the same key gets the same answer and has no second effect.
 *
 * <p>The whole call runs in one transaction of its organizer, and its answer is stored in that transaction before anything
 * is sent. So a process that dies leaves either both, effect and answer, or neither, and the same call may simply be sent
 * again. Only good answers are stored: a refused call had no effect, and is judged anew. Answers are kept for a day, per
 * token, encrypted.
 *
 * <p>Calls that ask a wallet about an open transfer run in no transaction: their answer is stored after it came. A process
 * that dies in between asks the wallet again, which does nothing twice.
 *
 * <p>Mails are left out: they are stored before anything else happens, and known by their bytes. Imports are left out: they stream over many transactions, and repeating one changes nothing by itself.
 */
final class RepeatedWrites extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Set<String> WRITES = Set.of("POST", "PUT", "DELETE", "PATCH");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern ORGANIZER = Pattern.compile("/api/v1/organizers/([^/]+)/.*");
    private static final Pattern ASKS_WALLET = Pattern.compile("/api/v1/organizers/[^/]+/tickets/[^/]+/transfer/[^/]+");
    static final Duration KEPT = Duration.ofHours(24);

    private final OrganizerTransactions transactions;
    private final AnswerStore store;
    private final AccessCheck check;
    private final Secrets secrets;
    private final Problems problems;
    private final Clock clock;

    RepeatedWrites(
            OrganizerTransactions transactions,
            AnswerStore store,
            AccessCheck check,
            Secrets secrets,
            Problems problems,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.check = check;
        this.secrets = secrets;
        this.problems = problems;
        this.clock = clock;
    }

    /** The answer was no good one: its transaction is undone, the answer sent. */
    private static final class NotKept extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotKept() {
            super("answer not kept", null, false, false);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null
                || !WRITES.contains(request.getMethod())
                || request.getRequestURI().endsWith("/tickets/import")
                || request.getRequestURI().endsWith("/wake")
                || request.getRequestURI().endsWith("/messages");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            String text = request.getHeader(HEADER);
            if (!KEY.matcher(text).matches()) {
                throw Refusal.invalid(HEADER, text, "1 to 200 visible ASCII characters");
            }
            Access access = AccessCheck.current();
            Matcher path = ORGANIZER.matcher(request.getRequestURI());
            OrganizerCode organizer = path.matches() ? check.requireVisible(path.group(1), access) : null;
            once(new AnswerStore.Key(organizer, access.tokenId(), text), new ReadRequest(request), response, chain);
        } catch (Refusal refusal) {
            problems.write(response, Problem.of(refusal));
        } catch (IOException e) {
            if (!BodyLimit.wasExceeded(e)) {
                throw e;
            }
            problems.write(response, BodyLimit.problem());
        }
    }

    private void once(AnswerStore.Key key, ReadRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        byte[] digest = digest(request);
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        Optional<AnswerStore.Stored> former;
        try {
            former = ASKS_WALLET.matcher(request.getRequestURI()).matches()
                    ? answeredThenStored(key, digest, request, answer, chain)
                    : inOneTransaction(key, () -> {
                        Optional<AnswerStore.Stored> stored = find(key);
                        if (stored.isEmpty()) {
                            answer(request, answer, chain);
                            store(key, digest, answer);
                        }
                        return stored;
                    });
        } catch (NotKept judgedAnew) {
            former = Optional.empty();
        }
        if (former.isPresent()) {
            replay(key, former.get(), digest, response);
        } else {
            answer.copyBodyToResponse();
        }
    }

    private Optional<AnswerStore.Stored> answeredThenStored(
            AnswerStore.Key key,
            byte[] digest,
            ReadRequest request,
            ContentCachingResponseWrapper answer,
            FilterChain chain) {
        OrganizerCode organizer = Objects.requireNonNull(key.organizer());
        Optional<AnswerStore.Stored> stored = transactions.writeAside(organizer, () -> find(key));
        if (stored.isPresent()) {
            return stored;
        }
        answer(request, answer, chain);
        // whoever asked at the same time with the same key has stored the answer to the same question
        return transactions.writeAside(
                organizer,
                () -> taken(key, () -> {
                    if (store.find(key).isEmpty()) {
                        store(key, digest, answer);
                    }
                    return Optional.empty();
                }));
    }

    private Optional<AnswerStore.Stored> find(AnswerStore.Key key) {
        store.forget(key.organizer(), clock.instant().minus(KEPT));
        return store.find(key);
    }

    private <T> T inOneTransaction(AnswerStore.Key key, Supplier<T> work) {
        OrganizerCode organizer = key.organizer();
        if (organizer == null) {
            return transactions.global(() -> taken(key, work));
        }
        // taken before the organizer's turn: a call that repeats a running one is told so, and does not wait for it
        return transactions.writeAside(organizer, () -> taken(key, () -> transactions.write(organizer, work)));
    }

    private <T> T taken(AnswerStore.Key key, Supplier<T> work) {
        if (!store.take(key)) {
            throw Refusal.conflict("request-in-progress", "a call with this " + HEADER + " is being answered just now");
        }
        return work.get();
    }

    private static void answer(ReadRequest request, ContentCachingResponseWrapper answer, FilterChain chain) {
        try {
            chain.doFilter(request, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        if (!HttpStatus.valueOf(answer.getStatus()).is2xxSuccessful()) {
            throw new NotKept();
        }
    }

    private void store(AnswerStore.Key key, byte[] digest, ContentCachingResponseWrapper answer) {
        String body = new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
        store.add(
                key,
                new AnswerStore.Stored(
                        digest,
                        answer.getStatus(),
                        answer.getHeader(HttpHeaders.LOCATION),
                        answer.getContentType(),
                        secrets.seal(body, owner(key))),
                clock.instant());
    }

    private void replay(AnswerStore.Key key, AnswerStore.Stored former, byte[] digest, HttpServletResponse response)
            throws IOException {
        if (!MessageDigest.isEqual(former.requestDigest(), digest)) {
            problems.write(
                    response,
                    Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "idempotency-key-reused",
                            "this " + HEADER + " was used for another call (expected: a new key for every new call)"));
            return;
        }
        response.setStatus(former.status());
        response.setHeader(REPLAYED, "true");
        setHeader(response, HttpHeaders.LOCATION, former.location());
        setHeader(response, HttpHeaders.CONTENT_TYPE, former.contentType());
        response.getOutputStream()
                .write(secrets.open(former.sealedBody(), owner(key)).getBytes(StandardCharsets.UTF_8));
    }

    private static void setHeader(HttpServletResponse response, String name, @Nullable String value) {
        if (value != null) {
            response.setHeader(name, value);
        }
    }

    private static String owner(AnswerStore.Key key) {
        return "answer/" + key.organizer() + "/" + key.token() + "/" + key.text();
    }

    private static byte[] digest(ReadRequest request) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String line = request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n";
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
            return sha256.digest(request.body());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
