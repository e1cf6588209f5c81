package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.runs.Start;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An error answer. Source: RFC 9457.
 *
 * @param type stable, for programs: {@code /problems/} and a word
 * @param detail a sentence for people
 * @param errors for bad input only: which members, and what was expected
 * @param errorId for our own defects only: finds the line in the log
 * @param holder for a run that is refused only: which one goes on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Wrong> errors,
        @Nullable String errorId,
        @Nullable Holder holder) {

    static final String CONTENT_TYPE = "application/problem+json";

    /** A member of the input that is wrong. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Wrong(String field, String expected) {}

    /** The run that holds what another needs. */
    record Holder(String runId, String interfaceCode, String actor, Instant since) {}

    /** A run is refused while another goes on. */
    static Problem busy(Start.Busy busy) {
        HttpStatus status = HttpStatus.CONFLICT;
        return new Problem(
                "/problems/run-in-progress",
                status.getReasonPhrase(),
                status.value(),
                busy.message(),
                null,
                null,
                new Holder(busy.runId().toString(), busy.interfaceCode(), busy.actor(), busy.since()));
    }

    /** A problem without bad input. */
    static Problem of(HttpStatus status, String type, String detail) {
        return new Problem("/problems/" + type, status.getReasonPhrase(), status.value(), detail, null, null, null);
    }

    /** Bad input: understood (422) or not (400). */
    static Problem badInput(HttpStatus status, String field, String expected, String detail) {
        return new Problem(
                "/problems/invalid-input",
                status.getReasonPhrase(),
                status.value(),
                detail,
                List.of(new Wrong(field, expected)),
                null,
                null);
    }

    /** Our own defect. */
    static Problem internal(String errorId) {
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        return new Problem(
                "/problems/internal-error",
                status.getReasonPhrase(),
                status.value(),
                "something went wrong on our side; the log says what under error " + errorId,
                null,
                errorId,
                null);
    }

    static Problem of(Refusal refusal) {
        HttpStatus status = statusOf(refusal);
        String field = refusal.field();
        String expected = refusal.expected();
        String detail = String.valueOf(refusal.getMessage());
        return field != null && expected != null
                ? badInput(status, field, expected, detail)
                : of(status, refusal.type(), detail);
    }

    private static HttpStatus statusOf(Refusal refusal) {
        return switch (refusal.kind()) {
            case USER ->
                switch (refusal.type()) {
                    case "not-found" -> HttpStatus.NOT_FOUND;
                    case "invalid-input" -> HttpStatus.UNPROCESSABLE_CONTENT;
                    case "too-large" -> HttpStatus.CONTENT_TOO_LARGE;
                    default -> HttpStatus.CONFLICT;
                };
            // the request is fine, the stored settings are not: they are part of the resource's state
            case CONFIG -> HttpStatus.CONFLICT;
            case UPSTREAM -> HttpStatus.BAD_GATEWAY;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }
}
