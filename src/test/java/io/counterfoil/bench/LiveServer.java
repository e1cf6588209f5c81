package io.counterfoil.bench;

import static org.awaitility.Awaitility.await;

import io.counterfoil.Application;
import io.counterfoil.sync.BenchEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.core.ConditionTimeoutException;

/** The whole program, {@code serve}, as a process of its own on a given database, spoken to over its API only. */
final class LiveServer implements AutoCloseable {
    private static final String ADMIN_TOKEN = "the-token-of-a-benchmark-and-nothing-else";
    private static final String WAKE_SECRET = "the-secret-of-a-wallet-in-a-benchmark";
    private static final String INTERFACE = "mobile-1";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ChildJvm process;
    private final Path log;
    private final URI api;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private LiveServer(ChildJvm process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.api = URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it and waits until it is healthy. */
    static LiveServer start(Server database, Path folder) throws IOException, InterruptedException {
        return start(database, folder, Map.of());
    }

    /** @param more environment beyond what it needs */
    static LiveServer start(Server database, Path folder, Map<String, String> more)
            throws IOException, InterruptedException {
        int port = freePort();
        Path log = folder.resolve("server.log");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("COUNTERFOIL_DATA_DIR", folder.resolve("data").toString());
        environment.put("COUNTERFOIL_ADMIN_TOKEN", ADMIN_TOKEN);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SPRING_DATASOURCE_URL", database.url(Server.TEMPLATE));
        environment.put("SPRING_DATASOURCE_USERNAME", database.address().user());
        environment.put("SPRING_DATASOURCE_PASSWORD", database.address().password());
        ChildJvm process = ChildJvm.startLogging(log, Application.class, environment, List.of("serve"));
        LiveServer server = new LiveServer(process, log, port);
        try {
            server.awaitHealthy();
        } catch (RuntimeException | IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Where it answers. */
    URI address() {
        return api;
    }

    /** What it has logged so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    private void awaitHealthy() throws IOException {
        try {
            await().atMost(PATIENCE).pollInSameThread().until(() -> !process.isAlive() || isHealthy());
        } catch (ConditionTimeoutException late) {
            throw new IllegalStateException(notHealthy(), late);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(notHealthy());
        }
    }

    private String notHealthy() throws IOException {
        return "the server is not healthy; nothing is told. Its log:\n" + log();
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(api.resolve("/actuator/health")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** An organizer with tickets, and an interface that nothing but wake-up calls starts. */
    void prepare(String walletUrl, byte[] tickets) throws IOException, InterruptedException {
        String organizer = organizer();
        expect(
                201,
                "POST",
                "/api/v1/organizers",
                BodyPublishers.ofString("{\"code\":\"" + BenchEngine.ORGANIZER + "\",\"name\":\"Opera\"}"),
                "application/json");
        expect(200, "POST", organizer + "/tickets/import", BodyPublishers.ofByteArray(tickets), "application/x-ndjson");
        expect(
                200,
                "PUT",
                organizer + "/interfaces/" + INTERFACE,
                BodyPublishers.ofString("{\"organization\":\"box-office\",\"url\":\"" + walletUrl
                        + "\",\"apiKey\":\"an-api-key-of-some-length\",\"schedule\":null,\"wakeSecret\":\""
                        + WAKE_SECRET
                        + "\"}"),
                "application/json");
    }

    private void expect(int status, String method, String path, BodyPublisher body, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                .method(method, body)
                .header("Authorization", "Bearer " + ADMIN_TOKEN)
                .header("Content-Type", type)
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IllegalStateException(method + " " + path + " answers " + answer.statusCode() + " "
                    + answer.body() + " (expected: " + status + ")");
        }
    }

    /** The wallet's call, signed as the contract says; whether it was taken. */
    boolean wake() throws IOException, InterruptedException {
        String body = "{\"organizer\":\"" + BenchEngine.ORGANIZER + "\",\"at\":\"" + Instant.now() + "\"}";
        HttpRequest request = HttpRequest.newBuilder(api.resolve(organizer() + "/interfaces/" + INTERFACE + "/wake"))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header("X-Counterfoil-Signature", "sha256=" + signature(body))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode() == 202;
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(WAKE_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String organizer() {
        return "/api/v1/organizers/" + BenchEngine.ORGANIZER;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.close();
        http.close();
    }
}
