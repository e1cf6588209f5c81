package io.counterfoil.api;

import io.counterfoil.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** Every error becomes a {@link Problem}; what is our own defect goes to the log, and only its id to the caller. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** For what happens before a controller is found. */
    void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(Problem.CONTENT_TYPE);
        json.writeValue(response.getOutputStream(), problem);
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal) {
        return answer(Problem.of(refusal), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> denied(AccessDeniedException denied) {
        return answer(standard(HttpStatus.FORBIDDEN, denied.getMessage()), new HttpHeaders());
    }

    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<Object> databaseAway(Exception e) {
        LOG.warn("the database does not answer: {}", e.getClass().getSimpleName());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return answer(
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database-unavailable",
                        "the database does not answer just now; nothing was changed, try again"),
                headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> defect(Exception e, HttpServletRequest request) {
        if (BodyLimit.wasExceeded(e)) {
            return answer(BodyLimit.problem(), new HttpHeaders());
        }
        return answer(logged(e, request), new HttpHeaders());
    }

    /** The log names the route, not the path: a path may hold personal data. */
    Problem logged(Throwable e, HttpServletRequest request) {
        String errorId = UUID.randomUUID().toString();
        LOG.error(
                "error {} in {} {}",
                errorId,
                request.getMethod(),
                request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                e);
        return Problem.internal(errorId);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(BodyLimit.wasExceeded(e) ? BodyLimit.problem() : UnreadableJson.problem(e), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = e instanceof MethodArgumentTypeMismatchException parameter ? parameter.getName() : "parameter";
        Refusal refusal = Refusal.invalid(field, e.getValue(), UnreadableJson.expected(e.getRequiredType()));
        return answer(Problem.of(refusal), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.of(Refusal.invalid(e.getParameterName(), null, "a value")), headers);
    }

    /** Query parameters that do not fit. */
    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        FieldError first = e.getFieldError();
        if (first == null) {
            return handleExceptionInternal(e, null, headers, status, request);
        }
        Class<?> type = e.getBindingResult().getFieldType(first.getField());
        Refusal refusal = Refusal.invalid(first.getField(), first.getRejectedValue(), UnreadableJson.expected(type));
        return answer(Problem.of(refusal), headers);
    }

    /** All other errors that the framework tells. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest web
                && web.getResponse() != null
                && web.getResponse().isCommitted()) {
            return null;
        }
        if (status.is5xxServerError() && request instanceof ServletWebRequest web) {
            return answer(logged(e, web.getRequest()), headers);
        }
        String detail = e instanceof ErrorResponse told ? told.getBody().getDetail() : null;
        return answer(standard(status, detail), headers);
    }

    /** The problem of a status that nobody told more about. */
    static Problem standard(HttpStatusCode code, @Nullable String detail) {
        HttpStatus known = HttpStatus.resolve(code.value());
        HttpStatus status = known == null ? HttpStatus.BAD_REQUEST : known;
        String type = switch (status) {
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
            case CONTENT_TOO_LARGE -> "too-large";
            case UNAUTHORIZED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            default -> status.is5xxServerError() ? "internal-error" : "bad-request";
        };
        String sentence = switch (status) {
            case NOT_FOUND -> "there is nothing at this address";
            default -> detail == null || detail.isBlank() ? status.getReasonPhrase() : detail;
        };
        return Problem.of(status, type, sentence);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
