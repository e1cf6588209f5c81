package io.counterfoil.wallet;

import static io.counterfoil.wallet.WalletScene.JSON;
import static io.counterfoil.wallet.WalletScene.item;
import static io.counterfoil.wallet.WalletScene.ticket;
import static io.counterfoil.wallet.WalletScene.tickets;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.OrganizerCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/** The wallet alone, on a real port. */
class WalletWireTest {
    private static final String OPERA_KEY = "opera-key-0123456789-0123456789-0123";
    private static final String ARENA_KEY = "arena-key-0123456789-0123456789-0123";
    private static final OrganizerCode OPERA = new OrganizerCode("opera");

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static @Nullable ServletWebServerApplicationContext context;
    private static String base = "";

    @BeforeAll
    static void start() {
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(OnlyTheWallet.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + DATABASE.url(),
                        "--counterfoil.secret-key=a secret key for tests, long enough",
                        "--counterfoil.wallet.show-codes=true");
        base = "http://localhost:"
                + Objects.requireNonNull(context.getWebServer()).getPort();
        WalletClients clients = context.getBean(WalletClients.class);
        clients.register(OPERA, OPERA_KEY, FeedMode.EVERY_CHANGE);
        clients.register(new OrganizerCode("arena"), ARENA_KEY, FeedMode.LAST_STATE);
    }

    @AfterAll
    static void stop() {
        if (context != null) {
            context.close();
        }
        HTTP.close();
        DATABASE.close();
    }

    @Test
    void aTicketIsInjectedTakenAndToldOverTheWire() throws Exception {
        assertThat(organizer("POST", "opera", "", OPERA_KEY, tickets(ticket("W/1 ?;%", "wanda@example.org")))
                        .statusCode())
                .isEqualTo(200);
        String token = signIn("wanda@example.org");

        JsonNode mine =
                json(spectator("GET", "/tickets", token, null)).path("items").path(0);
        assertThat(mine.path("ticketId").asString()).isEqualTo("W/1 ?;%");
        assertThat(mine.path("startsAt").asString()).isEqualTo("2026-07-01T17:30:00Z");
        JsonNode body = JSON.createObjectNode().put("organizer", "opera").put("ticketId", "W/1 ?;%");
        assertThat(json(spectator("POST", "/tickets/download", token, body))
                        .path("outcome")
                        .asString())
                .isEqualTo("ACCEPTED");
        assertThat(json(spectator("POST", "/tickets/activate", token, body))
                        .path("qrPayload")
                        .asString())
                .isEqualTo("barcode-W/1 ?;%");

        List<String> told = new ArrayList<>();
        json(organizer("GET", "opera", "/diff?limit=10000", OPERA_KEY, null))
                .path("tickets")
                .forEach(entry -> {
                    if (entry.path("ticketId").asString().equals("W/1 ?;%")) {
                        told.add(entry.path("status").asString());
                    }
                });
        assertThat(told).containsExactly("INJECTED", "DOWNLOADED", "ONLINE_ACTIVATED");
    }

    @Test
    void whatIsNotAllowedSaysWhy() throws Exception {
        organizer("POST", "opera", "", OPERA_KEY, tickets(ticket("N-1", "nora@example.org")));
        organizer("POST", "opera", "/controls", OPERA_KEY, tickets(item("N-1")));
        JsonNode body = JSON.createObjectNode()
                .put("organizer", "opera")
                .put("ticketId", "N-1")
                .put("email", "x@example.org");

        HttpResponse<byte[]> refused = spectator("POST", "/tickets/transfer", signIn("nora@example.org"), body);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(refused).path("type").asString()).isEqualTo("/problems/controlled");
        assertThat(json(refused).path("detail").asString()).isEqualTo("the ticket has been used at the entrance");
    }

    @Test
    void aKeyOpensItsOwnOrganizerOnly() throws Exception {
        assertThat(organizer("GET", "opera", "/diff", null, null).statusCode()).isEqualTo(401);
        assertThat(organizer("GET", "opera", "/diff", "no-such-key", null).statusCode())
                .isEqualTo(401);
        assertThat(organizer("GET", "opera", "/diff", ARENA_KEY, null).statusCode())
                .isEqualTo(403);
        assertThat(spectator("GET", "/tickets", OPERA_KEY, null).statusCode()).isEqualTo(401);
        assertThat(json(organizer("GET", "arena", "/diff", ARENA_KEY, null)).path("tickets"))
                .isEmpty();
    }

    @Test
    void badRequestsAreAnsweredAsTheContractSays() throws Exception {
        assertThat(organizer("GET", "opera", "/diff?paginationKey=tampered", OPERA_KEY, null)
                        .statusCode())
                .isEqualTo(410);
        assertThat(organizer("GET", "opera", "/diff?limit=0", OPERA_KEY, null).statusCode())
                .isEqualTo(400);
        assertThat(organizer("GET", "opera", "/diff?limit=10001", OPERA_KEY, null)
                        .statusCode())
                .isEqualTo(400);
        assertThat(organizer("POST", "opera", "", OPERA_KEY, JSON.createArrayNode())
                        .statusCode())
                .isEqualTo(400);
        JsonNode big = JSON.createObjectNode().put("tickets", "x".repeat(9 * 1024 * 1024));
        assertThat(organizer("POST", "opera", "", OPERA_KEY, big).statusCode()).isEqualTo(413);
    }

    @Test
    void largeAnswersArePackedForThoseWhoAskForIt() throws Exception {
        organizer(
                "POST",
                "opera",
                "",
                OPERA_KEY,
                tickets(
                        ticket("G-1", "g@example.org"),
                        ticket("G-2", "g@example.org"),
                        ticket("G-3", "g@example.org")));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/wallet/opera/organizer/tickets/diff"))
                .header("Authorization", "Bearer " + OPERA_KEY)
                .header("Accept-Encoding", "gzip")
                .build();

        HttpResponse<InputStream> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream body = new GZIPInputStream(answer.body())) {
            assertThat(JSON.readTree(body).path("tickets").size()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void whoeverWantsToBeWokenGetsSignedCallsAndNobodySeesTheSecret() throws Exception {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        HttpServer sleeper = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        sleeper.createContext("/wake", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String signature = exchange.getRequestHeaders().getFirst("X-Counterfoil-Signature");
            calls.add(signature + " " + new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        sleeper.start();
        try {
            String url = "http://localhost:" + sleeper.getAddress().getPort() + "/wake";
            JsonNode wakeUp = JSON.createObjectNode().put("url", url).put("secret", "a secret of the wake-up call");
            HttpResponse<byte[]> saved = organizer("PUT", "opera", "/wake-up", OPERA_KEY, wakeUp);
            assertThat(new String(saved.body(), StandardCharsets.UTF_8)).isEqualTo("{\"url\":\"" + url + "\"}");

            organizer("POST", "opera", "", OPERA_KEY, tickets(ticket("K-1", "k@example.org")));

            String[] call = expectCall(calls).split(" ", 2);
            assertThat(call[0])
                    .isEqualTo(WakeUpCalls.signature(
                            call[1].getBytes(StandardCharsets.UTF_8),
                            "a secret of the wake-up call".getBytes(StandardCharsets.UTF_8)));
            assertThat(JSON.readTree(call[1]).path("organizer").asString()).isEqualTo("opera");
            assertThat(JSON.readTree(call[1]).path("at").asString()).endsWith("Z");
        } finally {
            organizer("DELETE", "opera", "/wake-up", OPERA_KEY, null);
            sleeper.stop(0);
        }
    }

    @Test
    void theCrowdMovesTicketsOverTheSpectatorApi() throws Exception {
        List<CrowdPerson> people = CrowdPerson.people(4, 7);
        for (CrowdPerson person : people) {
            organizer("POST", "arena", "", ARENA_KEY, tickets(ticket("C-" + person.email(), person.email())));
        }
        try (Crowd crowd = new Crowd(URI.create(base), people, 2, 7)) {
            Random random = new Random(7);
            for (int i = 0; i < 60; i++) {
                crowd.step(random.nextLong());
            }
            assertThat(crowd.actionsDone()).isGreaterThan(20);
            assertThat(crowd.failures()).isZero();
        }
        JsonNode last =
                json(organizer("GET", "arena", "/diff", ARENA_KEY, null)).path("tickets");
        assertThat(last.size()).isEqualTo(4);
        assertThat(last.toString()).contains("TRANSFER");
    }

    private static String expectCall(BlockingQueue<String> calls) throws InterruptedException {
        String call = calls.poll(60, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no wake-up call within a minute");
        }
        return call;
    }

    private static String signIn(String email) throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("email", email);
        String code = json(spectator("POST", "/codes", null, body)).path("code").asString();
        return json(spectator("POST", "/sessions", null, body.put("code", code)))
                .path("token")
                .asString();
    }

    private static HttpResponse<byte[]> organizer(
            String method, String organizer, String path, @Nullable String key, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        return send(method, "/wallet/" + organizer + "/organizer/tickets" + path, key, body);
    }

    private static HttpResponse<byte[]> spectator(
            String method, String path, @Nullable String token, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        return send(method, "/wallet/spectator" + path, token, body);
    }

    private static HttpResponse<byte[]> send(
            String method, String path, @Nullable String bearer, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JSON.readTree(answer.body());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"io.counterfoil.database", "io.counterfoil.wallet"})
    static class OnlyTheWallet {}
}
