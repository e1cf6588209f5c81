package io.counterfoil.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person and a wallet do with one node, over its API. */
record RemoteNode(ServerProcess process) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String WAKE_SECRET = "wake-secret-of-the-interface";

    /** @param json missing where there is none */
    record Answer(int status, JsonNode json) {}

    /** An organizer with tickets, and an interface {@code main} to a wallet. */
    void prepare(String organizer, DiffPeer wallet, String schedule) {
        expect(201, send("POST", "/organizers", "{\"code\":\"%s\",\"name\":\"x\"}".formatted(organizer)));
        if (!wallet.asImport().isEmpty()) {
            expect(
                    200,
                    send(
                            "POST",
                            "/organizers/" + organizer + "/tickets/import",
                            wallet.asImport(),
                            "Content-Type",
                            "application/x-ndjson"));
        }
        expect(200, send("PUT", "/organizers/" + organizer + "/interfaces/main", """
                        {"organization":"shop","url":"%s","apiKey":"k","batchSize":%d,"schedule":%s,"wakeSecret":"%s"}""".formatted(
                        wallet.url(), DiffPeer.PAGE, schedule, WAKE_SECRET)));
    }

    Answer startRun(String organizer) {
        return send("POST", runs(organizer), "");
    }

    JsonNode run(String organizer, String id) {
        return expect(200, send("GET", "/organizers/" + organizer + "/runs/" + id, ""));
    }

    /** Newest first. */
    JsonNode runsOf(String organizer) {
        return expect(200, send("GET", runs(organizer) + "?limit=100", "")).path("items");
    }

    Answer wake(String organizer) {
        String body = "{\"organizer\":\"%s\",\"at\":\"%s\"}".formatted(organizer, Instant.now());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(WAKE_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
            return send(
                    "POST",
                    "/organizers/" + organizer + "/interfaces/main/wake",
                    body,
                    "X-Counterfoil-Signature",
                    "sha256=" + signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String runs(String organizer) {
        return "/organizers/" + organizer + "/interfaces/main/functions/retrieve-ticket-status/runs";
    }

    private static JsonNode expect(int status, Answer answer) {
        if (answer.status() / 100 != status / 100) {
            throw new AssertionError("expected " + status + ", got " + answer);
        }
        return answer.json();
    }

    /** What an answer says that is a success. */
    JsonNode expect(String method, String path, String body) {
        return expect(200, send(method, path, body));
    }

    /** Throws {@link UncheckedIOException} where nobody answers. */
    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(process.url("/api/v1" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .setHeader("Content-Type", "application/json")
                .setHeader("Authorization", "Bearer " + ServerProcess.ADMIN_TOKEN);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
