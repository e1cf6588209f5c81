package io.counterfoil.wallet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person of the crowd with a phone: everything goes through the spectator API over HTTP. One action at a time. */
final class CrowdPhone {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final HttpClient http;
    private final JsonMapper json;
    private final URI wallet;
    private final CrowdPerson person;
    private @Nullable String token;

    /** @param wallet address of the spectator API, ending with {@code /wallet/spectator} */
    CrowdPhone(HttpClient http, JsonMapper json, URI wallet, CrowdPerson person) {
        this.http = http;
        this.json = json;
        this.wallet = wallet;
        this.person = person;
    }

    CrowdPerson person() {
        return person;
    }

    /** The person's tickets, a hundred at most. */
    synchronized List<JsonNode> tickets() throws IOException, InterruptedException {
        return List.copyOf(get("/tickets?limit=100").path("items").asArray().values());
    }

    /** Open transfers to and from the person. */
    synchronized List<JsonNode> transfers() throws IOException, InterruptedException {
        return List.copyOf(get("/transfers").path("items").asArray().values());
    }

    /** True when the wallet did it; false when its rules do not allow it just now, as happens among people. */
    synchronized boolean act(String path, JsonNode about, Map<String, String> more)
            throws IOException, InterruptedException {
        var body =
                json.createObjectNode().put("organizer", about.path("organizer").asString());
        String named = path.startsWith("/transfers") ? "transferId" : "ticketId";
        body.put(named, about.path(named).asString());
        more.forEach(body::put);
        signIn();
        HttpResponse<byte[]> answer = send("POST", path, body);
        if (answer.statusCode() == 401) {
            token = null;
        }
        return answer.statusCode() == 200;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        signIn();
        HttpResponse<byte[]> answer = send("GET", path, null);
        if (answer.statusCode() == 401) {
            token = null;
        }
        return expect(200, answer);
    }

    /** Signs in with a shown code, and fills in the profile as people do when they install the wallet. */
    private void signIn() throws IOException, InterruptedException {
        if (token != null) {
            return;
        }
        var email = json.createObjectNode().put("email", person.email());
        String code = expect(202, send("POST", "/codes", email)).path("code").asString();
        if (code.isEmpty()) {
            throw new IOException("the wallet shows no codes (expected: counterfoil.wallet.show-codes=true)");
        }
        token = expect(201, send("POST", "/sessions", email.put("code", code)))
                .path("token")
                .asString();
        var profile = json.createObjectNode()
                .put("title", person.title())
                .put("firstName", person.firstName())
                .put("lastName", person.lastName())
                .put("language", person.language())
                .put("residenceCountry", person.country());
        expect(200, send("PUT", "/profile", profile));
    }

    private HttpResponse<byte[]> send(String method, String path, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(wallet + path))
                .timeout(ANSWER)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode expect(int status, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException("the wallet answered " + answer.statusCode() + " (expected: " + status + ")");
        }
        return json.readTree(answer.body());
    }
}
