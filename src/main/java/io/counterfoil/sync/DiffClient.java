package io.counterfoil.sync;

import io.counterfoil.gateway.Answer;
import io.counterfoil.gateway.Limits;
import io.counterfoil.gateway.Retries;
import io.counterfoil.gateway.Retries.Outcome;
import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.gateway.WalletHttp;
import io.counterfoil.kernel.RetryRule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Asks a wallet for the page after a key. What each answer means: wallet contract, the table of {@code GET {url}/diff}. A
 * connection that is cut in the middle of a page shows as JSON that is cut off where the answer has no length: both are
 * tried again.
 */
final class DiffClient {
    /** Some 15 s of waiting in all; what lasts longer is the next schedule's. */
    static final RetryRule RETRIES = new RetryRule(5, Duration.ofSeconds(1), Duration.ofSeconds(60));

    private static final int EXCERPT_BYTES = 2048;

    private final WalletHttp http;
    private final Limits limits;
    private final Retries retries;

    DiffClient(WalletHttp http, Limits limits, RetryRule retries, Sleeper sleeper) {
        this.http = http;
        this.limits = limits;
        this.retries = new Retries(retries, sleeper::sleep);
    }

    /**
     * The page after the key.
     *
     * @param key empty: from the beginning
     * @param limit entries asked for, 1 to 10000; more may come
     * @param stopped asked several times a second while waiting; once it says true the answer is {@code Stopped}
     */
    DiffAnswer page(WalletEndpoint endpoint, String key, int limit, BooleanSupplier stopped, DiffCalls calls) {
        String suffix = "/diff?paginationKey=" + URLEncoder.encode(key, StandardCharsets.UTF_8) + "&limit=" + limit;
        BooleanSupplier given =
                () -> stopped.getAsBoolean() || Thread.currentThread().isInterrupted();
        return retries.call(
                        () -> {
                            Answer answer = http.get(endpoint, suffix, limits, stopped);
                            if (!given.getAsBoolean()) {
                                tell(calls, "GET " + endpoint.url() + suffix, answer);
                            }
                            return outcome(answer, endpoint);
                        },
                        given)
                .filter(tried -> !given.getAsBoolean())
                .map(DiffClient::last)
                .orElseGet(DiffAnswer.Stopped::new);
    }

    private static Outcome<DiffAnswer> outcome(Answer answer, WalletEndpoint endpoint) {
        return switch (answer) {
            case Answer.Ok ok -> page(ok.body(), endpoint);
            case Answer.Status status -> status(status);
            case Answer.Redirected(int code, String location) ->
                new Outcome.Final<>(new DiffAnswer.Redirected("the wallet answers " + code + " and redirects to "
                        + location + " (expected: 200; redirections are never followed)"));
            case Answer.TooLarge(int limit, String excerpt) ->
                notUsable("the page is larger than " + (limit >> 20) + " MiB", excerpt);
            case Answer.TimedOut(String reason) -> again(reason, Duration.ZERO);
            case Answer.Unreachable(String reason) -> again(reason, Duration.ZERO);
            case Answer.Forbidden(String reason) ->
                new Outcome.Final<>(new DiffAnswer.NotAllowed("the wallet's address is not allowed: " + reason));
        };
    }

    private static Outcome<DiffAnswer> page(byte[] body, WalletEndpoint endpoint) {
        return switch (DiffReader.read(body)) {
            case DiffReader.Reading.Page(DiffPage page) -> new Outcome.Final<>(new DiffAnswer.Page(page, body.length));
            case DiffReader.Reading.Broken(String reason, boolean cutOff) -> {
                int length = Math.min(body.length, EXCERPT_BYTES);
                String excerpt = endpoint.withoutKey(new String(body, 0, length, StandardCharsets.UTF_8));
                DiffAnswer last = new DiffAnswer.NotUsable(
                        "the wallet's answer is no page: " + endpoint.withoutKey(reason),
                        PersonalDataMask.mask(excerpt));
                yield cutOff ? new Outcome.Again<>(last, Duration.ZERO) : new Outcome.Final<>(last);
            }
        };
    }

    private static Outcome<DiffAnswer> status(Answer.Status status) {
        int code = status.code();
        return switch (code) {
            case 401, 403 ->
                new Outcome.Final<>(
                        new DiffAnswer.Refused(
                                "the wallet answers " + code
                                        + ": it refuses the interface's API key; the schedule pauses until the interface is saved again"));
            case 410 ->
                new Outcome.Final<>(
                        new DiffAnswer.KeyTooOld("the wallet answers 410: the pagination key is too old; the"
                                + " schedule pauses. Reset the key on the interface: the wallet then tells everything again,"
                                + " which takes a run over all its tickets and changes nothing that is known already. Say"
                                + " whether it is the same wallet, or a new one whose sequence numbers begin anew"));
            case 408, 429 -> again("the wallet answers " + code, status.retryAfter());
            default ->
                code >= 500
                        ? again("the wallet answers " + code, status.retryAfter())
                        : notUsable("the wallet answers " + code + " (expected: 200)", status.excerpt());
        };
    }

    private static Outcome<DiffAnswer> again(String reason, Duration retryAfter) {
        String asked = retryAfter.isZero() ? "" : " and asks to wait " + retryAfter.toSeconds() + " s";
        return new Outcome.Again<>(new DiffAnswer.Later(reason + asked), retryAfter);
    }

    private static Outcome<DiffAnswer> notUsable(String reason, String excerpt) {
        return new Outcome.Final<>(new DiffAnswer.NotUsable(reason, PersonalDataMask.mask(excerpt)));
    }

    private static DiffAnswer last(Retries.Tried<DiffAnswer> tried) {
        return tried.gaveUp() && tried.answer() instanceof DiffAnswer.Later(String reason)
                ? new DiffAnswer.Later(
                        reason + " (after " + tried.calls() + (tried.calls() == 1 ? " call)" : " calls)"))
                : tried.answer();
    }

    private static void tell(DiffCalls calls, String request, Answer answer) {
        switch (answer) {
            case Answer.Ok ok -> calls.called(request, 200, ok.body());
            case Answer.Status status -> calls.called(request, status.code(), bytes(status.excerpt()));
            case Answer.Redirected redirected -> calls.called(request, redirected.code(), bytes(redirected.location()));
            case Answer.TooLarge large -> calls.called(request, 200, bytes(large.excerpt()));
            case Answer.TimedOut(String reason) -> calls.called(request, 0, bytes(reason));
            case Answer.Unreachable(String reason) -> calls.called(request, 0, bytes(reason));
            case Answer.Forbidden(String reason) -> calls.called(request, 0, bytes(reason));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
