package io.counterfoil.commands;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a running server over its REST API, as any other program would. */
final class ApiClient implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private static final String JSON_TYPE = "application/json";

    private final URI base;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** @param base address of the server, such as {@code http://localhost:8080} */
    ApiClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** An answer that was a success. */
    record Answer(int status, JsonNode body, String location) {}

    Answer get(String path) {
        return send("GET", path, JSON_TYPE, BodyPublishers.noBody());
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, JSON_TYPE, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, JSON_TYPE, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    /** Any call. An answer that is no success becomes a refusal in the server's words. */
    Answer send(String method, String path, String type, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .header("Accept", JSON_TYPE)
                .method(method, body)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = read(response.body());
            if (response.statusCode() / 100 != 2) {
                throw Refusal.of(
                        ErrorKind.UPSTREAM,
                        "refused",
                        "%s %s: %d %s"
                                .formatted(
                                        method,
                                        path,
                                        response.statusCode(),
                                        answer.path("detail").asString("")));
            }
            return new Answer(
                    response.statusCode(),
                    answer,
                    response.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            throw Refusal.of(
                    ErrorKind.UPSTREAM,
                    "unreachable",
                    "the server at " + base + " cannot be reached: " + e + " (expected: one that runs; start it with"
                            + " './counterfoil serve', or say where it is with --url)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode().put("detail", text.strip());
        }
    }
}
