package io.counterfoil.wallet;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How the wallet reads requests and writes answers: bounded bodies, gzip where it is wanted, every refusal as problem+json. */
final class WalletWire {
    private static final Logger LOG = LoggerFactory.getLogger(WalletWire.class);
    /** Smaller answers are not worth packing, in bytes. */
    private static final int LEAST_PACKED = 1024;
    /** Refusals that are neither 404 (not-found), 400 (invalid-input) nor 409 (all others). */
    private static final Map<String, HttpStatus> STATUS = Map.ofEntries(
            Map.entry("invalid-input", HttpStatus.BAD_REQUEST),
            Map.entry("not-found", HttpStatus.NOT_FOUND),
            Map.entry("unauthorized", HttpStatus.UNAUTHORIZED),
            Map.entry("wrong-code", HttpStatus.UNAUTHORIZED),
            Map.entry("forbidden", HttpStatus.FORBIDDEN),
            Map.entry("forged", HttpStatus.FORBIDDEN),
            Map.entry("key-gone", HttpStatus.GONE),
            Map.entry("too-large", HttpStatus.CONTENT_TOO_LARGE),
            Map.entry("too-many-codes", HttpStatus.TOO_MANY_REQUESTS),
            Map.entry("no-mail", HttpStatus.SERVICE_UNAVAILABLE),
            Map.entry("mail-failed", HttpStatus.SERVICE_UNAVAILABLE));

    private final JsonMapper json;

    WalletWire(JsonMapper json) {
        this.json = json;
    }

    /** A call that is answered with problem+json when it is refused or fails. */
    ServerResponse guarded(ServerRequest request, HandlerFunction<ServerResponse> call) throws Exception {
        try {
            return call.handle(request);
        } catch (Refusal refusal) {
            return problem(request, refusal);
        } catch (RuntimeException | IOException failed) {
            LOG.error("the wallet could not answer {}", request.method(), failed);
            return problem(
                    request,
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    json.createObjectNode().put("detail", "the wallet could not do this; nothing was changed"),
                    "internal");
        }
    }

    /** What the caller proves himself with. */
    static Optional<String> bearer(ServerRequest request) {
        String header = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
        return bearer && header != null ? Optional.of(header.substring(7).strip()) : Optional.empty();
    }

    static Refusal unauthorized(String expected) {
        return Refusal.of(ErrorKind.USER, "unauthorized", "not signed in (expected: " + expected + ")");
    }

    /** The body as a JSON object of at most so many bytes. */
    JsonNode body(ServerRequest request, int mostBytes) throws IOException {
        byte[] bytes = request.servletRequest().getInputStream().readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw Refusal.of(
                    ErrorKind.USER, "too-large", "the body is too large (expected: at most " + mostBytes + " bytes)");
        }
        try {
            JsonNode body = json.readTree(bytes);
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException notJson) {
            // refused below, like JSON that is no object
        }
        throw Refusal.invalid("body", bytes.length + " bytes", "a JSON object");
    }

    static HttpStatus status(Refusal refusal) {
        return STATUS.getOrDefault(refusal.type(), HttpStatus.CONFLICT);
    }

    static int number(ServerRequest request, String name, int standard, int most) {
        String text = request.param(name).orElse("");
        if (text.isEmpty()) {
            return standard;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // refused below
        }
        throw Refusal.invalid(name, text, "1 to " + most);
    }

    ServerResponse answer(ServerRequest request, HttpStatus status, Object value) {
        return answer(request, status, "application/json", json.writeValueAsBytes(value));
    }

    ServerResponse answer(ServerRequest request, HttpStatus status, String contentType, byte[] bytes) {
        boolean packed = bytes.length >= LEAST_PACKED
                && request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                        .anyMatch(one -> one.contains("gzip"));
        return ServerResponse.status(status).build((servletRequest, response) -> {
            response.setContentType(contentType);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            write(response, bytes, packed);
            return null;
        });
    }

    private static void write(HttpServletResponse response, byte[] bytes, boolean packed) throws IOException {
        if (packed) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            try (OutputStream out = new GZIPOutputStream(response.getOutputStream(), 8192)) {
                out.write(bytes);
            }
        } else {
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    private ServerResponse problem(ServerRequest request, Refusal refusal) {
        ObjectNode problem = json.createObjectNode().put("detail", refusal.getMessage());
        if (refusal.field() != null) {
            problem.put("field", refusal.field()).put("expected", refusal.expected());
        }
        return problem(request, status(refusal), problem, refusal.type());
    }

    private ServerResponse problem(ServerRequest request, HttpStatus status, ObjectNode problem, String type) {
        problem.put("type", "/problems/" + type);
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        return answer(request, status, "application/problem+json", json.writeValueAsBytes(problem));
    }
}
