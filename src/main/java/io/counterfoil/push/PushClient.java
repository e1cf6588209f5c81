package io.counterfoil.push;

import io.counterfoil.gateway.Answer;
import io.counterfoil.gateway.Limits;
import io.counterfoil.gateway.Retries;
import io.counterfoil.gateway.Retries.Outcome;
import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.gateway.WalletHttp;
import io.counterfoil.kernel.RetryRule;
import io.counterfoil.kernel.TicketId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks a wallet to do something with tickets. Every call is idempotent by ticket, so it may be tried again. */
final class PushClient {
    /** Some 15 s of waiting in all; what lasts longer is the next run's. */
    private static final RetryRule PATIENT = new RetryRule(5, Duration.ofSeconds(1), Duration.ofSeconds(60));

    private static final RetryRule ONCE = new RetryRule(1, Duration.ZERO, Duration.ZERO);
    private static final int ANSWER_BYTES = 8 << 20;
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(60), ANSWER_BYTES);

    private final WalletHttp http;
    private final Limits limits;
    private final Retries retries;

    PushClient(WalletHttp http, Limits limits, Retries retries) {
        this.http = http;
        this.limits = limits;
        this.retries = retries;
    }

    /** For runs: tries again. */
    static PushClient patient(WalletHttp http, Retries.Sleeper sleeper) {
        return new PushClient(http, LIMITS, new Retries(PATIENT, sleeper));
    }

    /** One call that takes at most so long; whoever uses it asks again later. */
    static PushClient prompt(WalletHttp http, Duration longest) {
        return new PushClient(http, new Limits(longest, longest, ANSWER_BYTES), new Retries(ONCE, Thread::sleep));
    }

    /** Asks for 1 to 1000 tickets. A call that is under way is not ended by {@code stopped}: its answer is worth having. */
    PushAnswer call(
            WalletEndpoint endpoint, WalletCall call, List<Asked> asked, BooleanSupplier stopped, RawCalls calls) {
        if (asked.isEmpty() || asked.size() > WalletCall.MOST_TICKETS) {
            throw new IllegalArgumentException(
                    asked.size() + " tickets (expected: 1 to " + WalletCall.MOST_TICKETS + ")");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode tickets = body.putArray("tickets");
        asked.forEach(one -> tickets.add(one.body()));
        String json = body.toString();
        List<TicketId> ids = asked.stream().map(Asked::ticket).toList();
        return retries.call(
                        () -> {
                            Answer answer =
                                    http.post(endpoint, call.suffix(), json.getBytes(StandardCharsets.UTF_8), limits);
                            tell(calls, "POST " + endpoint.url() + call.suffix(), json, answer);
                            return outcome(answer, ids, endpoint);
                        },
                        () -> stopped.getAsBoolean() || Thread.currentThread().isInterrupted())
                .map(PushClient::last)
                .orElseGet(PushAnswer.Stopped::new);
    }

    private static Outcome<PushAnswer> outcome(Answer answer, List<TicketId> asked, WalletEndpoint endpoint) {
        return switch (answer) {
            case Answer.Ok ok -> results(ok.body(), asked);
            case Answer.Status status -> status(status);
            case Answer.Redirected(int code, String location) ->
                failed("the wallet answers " + code + " and redirects to " + endpoint.withoutKey(location)
                        + " (expected: 200; redirections are never followed)");
            case Answer.TooLarge(int limit, String excerpt) ->
                failed("the wallet's answer is larger than " + (limit >> 20) + " MiB");
            case Answer.TimedOut(String reason) -> again(reason, Duration.ZERO);
            case Answer.Unreachable(String reason) -> again(reason, Duration.ZERO);
            case Answer.Forbidden(String reason) -> failed("the wallet's address is not allowed: " + reason);
        };
    }

    private static Outcome<PushAnswer> results(byte[] body, List<TicketId> asked) {
        return switch (ResultsReader.read(body, asked)) {
            case ResultsReader.Reading.Results(List<PushResult> results) ->
                new Outcome.Final<>(new PushAnswer.Results(results));
            case ResultsReader.Reading.Broken(String why, boolean cutOff) -> {
                String reason = "the wallet's answer is no list of results: " + why;
                yield cutOff ? again(reason, Duration.ZERO) : failed(reason);
            }
        };
    }

    private static Outcome<PushAnswer> status(Answer.Status status) {
        int code = status.code();
        return switch (code) {
            case 401, 403 ->
                new Outcome.Final<>(new PushAnswer.Refused("the wallet answers " + code
                        + ": it refuses the interface's API key; the schedule pauses until the interface is saved"
                        + " again"));
            case 408, 429 -> again("the wallet answers " + code, status.retryAfter());
            default ->
                code >= 500
                        ? again("the wallet answers " + code, status.retryAfter())
                        : failed("the wallet answers " + code + " (expected: 200)");
        };
    }

    private static Outcome<PushAnswer> again(String reason, Duration retryAfter) {
        String asked = retryAfter.isZero() ? "" : " and asks to wait " + retryAfter.toSeconds() + " s";
        return new Outcome.Again<>(new PushAnswer.Failed(reason + asked), retryAfter);
    }

    private static Outcome<PushAnswer> failed(String reason) {
        return new Outcome.Final<>(new PushAnswer.Failed(reason));
    }

    private static PushAnswer last(Retries.Tried<PushAnswer> tried) {
        return tried.calls() > 1 && tried.answer() instanceof PushAnswer.Failed(String reason)
                ? new PushAnswer.Failed(reason + " (after " + tried.calls() + " calls)")
                : tried.answer();
    }

    private static void tell(RawCalls calls, String request, String sent, Answer answer) {
        String begin = sent + "\n\n";
        switch (answer) {
            case Answer.Ok ok -> calls.called(request, 200, begin + new String(ok.body(), StandardCharsets.UTF_8));
            case Answer.Status status -> calls.called(request, status.code(), begin + status.excerpt());
            case Answer.Redirected to -> calls.called(request, to.code(), begin + to.location());
            case Answer.TooLarge large -> calls.called(request, 200, begin + large.excerpt());
            case Answer.TimedOut(String reason) -> calls.called(request, 0, begin + reason);
            case Answer.Unreachable(String reason) -> calls.called(request, 0, begin + reason);
            case Answer.Forbidden(String reason) -> calls.called(request, 0, begin + reason);
        }
    }
}
