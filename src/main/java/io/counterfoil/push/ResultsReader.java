package io.counterfoil.push;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.TicketId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bytes in, one result for each ticket out, whatever came: a ticket without a usable result is {@code Unknown}. Results are
 * told apart by their ticket ids; one without an id speaks of the ticket at its place, where there are as many as were asked.
 */
final class ResultsReader {
    private static final JsonMapper JSON = new JsonMapper();

    private ResultsReader() {}

    /** What the bytes are. */
    sealed interface Reading {
        record Results(List<PushResult> results) implements Reading {}

        /** @param cutOff it ends where more should come: the connection may have been cut */
        record Broken(String reason, boolean cutOff) implements Reading {}
    }

    static Reading read(byte[] body, List<TicketId> asked) {
        try {
            JsonNode results = JSON.readTree(body).path("results");
            return results.isArray()
                    ? new Reading.Results(results(results, asked))
                    : new Reading.Broken("no array results", false);
        } catch (UnexpectedEndOfInputException cut) {
            return new Reading.Broken("cut off after " + body.length + " bytes", true);
        } catch (JacksonException notJson) {
            return new Reading.Broken("not JSON", false);
        }
    }

    private static List<PushResult> results(JsonNode results, List<TicketId> asked) {
        boolean inOrder = results.size() == asked.size();
        Map<String, PushResult> told = new HashMap<>();
        for (int i = 0; i < results.size(); i++) {
            JsonNode result = results.get(i);
            String named = ticket(result);
            String ticket = named == null && inOrder ? asked.get(i).value() : named;
            if (ticket != null) {
                told.merge(ticket, result(result), ResultsReader::both);
            }
        }
        List<PushResult> ordered = new ArrayList<>(asked.size());
        for (TicketId ticket : asked) {
            PushResult result = told.get(ticket.value());
            ordered.add(
                    result == null ? new PushResult.Unknown("the wallet's answer does not name the ticket") : result);
        }
        return ordered;
    }

    private static PushResult both(PushResult one, PushResult other) {
        return one.equals(other)
                ? one
                : new PushResult.Unknown("the wallet gives two different results for the ticket");
    }

    private static @Nullable String ticket(JsonNode result) {
        JsonNode id = result.path("ticketId");
        return id.isString() || id.isNumber() ? id.asString() : null;
    }

    private static PushResult result(JsonNode result) {
        JsonNode outcome = result.path("outcome");
        return switch (outcome.isString() ? outcome.asString() : "") {
            case "ACCEPTED" -> new PushResult.Accepted(sequence(result));
            case "UNCHANGED" -> new PushResult.Unchanged(sequence(result));
            case "REJECTED" -> new PushResult.Rejected(reason(result));
            default ->
                new PushResult.Unknown("outcome: " + (outcome.isMissingNode() ? "nothing" : Excerpt.of(outcome))
                        + " (expected: ACCEPTED, UNCHANGED or REJECTED)");
        };
    }

    private static @Nullable Long sequence(JsonNode result) {
        JsonNode sequence = result.path("sequence");
        return sequence.isIntegralNumber() && sequence.canConvertToLong() ? (Long) sequence.longValue() : null;
    }

    private static String reason(JsonNode result) {
        JsonNode reason = result.path("reason");
        return reason.isString() && !reason.asString().isBlank()
                ? Excerpt.of(reason.asString().strip())
                : "the wallet gives no reason";
    }
}
