package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An organizer with an interface to the built-in wallet of the same server, worked with over HTTP only. */
public record BoxOffice(Client admin, String organizer) {
    static final String KEY = "the-key-of-every-test-wallet-0123456789";
    private static final String NDJSON = "application/x-ndjson";

    /** Opens it. Nothing runs by itself. */
    public static BoxOffice open(int port, WalletClients wallets, String organizer, FeedMode mode) {
        BoxOffice office = new BoxOffice(new Client(port, ApiServer.ADMIN), organizer);
        Answer made = office.admin.post(
                "/api/v1/organizers", "{\"code\":\"" + organizer + "\",\"name\":\"" + organizer + "\"}");
        assertThat(made.status()).isIn(201, 409);
        wallets.register(new OrganizerCode(organizer), KEY, mode);
        office.save("\"organization\":\"main\",\"url\":\"http://localhost:" + port + "/wallet/" + organizer
                + "/organizer/tickets\",\"apiKey\":\"" + KEY + "\",\"schedule\":null");
        return office;
    }

    String path() {
        return "/api/v1/organizers/" + organizer;
    }

    /** The path of a ticket. */
    String ticketPath(String ticketId) {
        return path() + "/tickets/" + encoded(ticketId);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }

    /** Saves members of the interface. */
    Answer save(String members) {
        Answer saved = admin.put(path() + "/interfaces/mobile", "{" + members + "}");
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(200);
        return saved;
    }

    /** Imports a ticket for a person. */
    public void ticket(String ticketId, String state, String email, String firstName) {
        Answer done = imports("{\"ticketId\":\"" + ticketId + "\",\"taxNumber\":\"tax-" + ticketId
                + "\",\"organization\":\"main\",\"event\":{\"eventId\":\"E1\",\"name\":\"Gala\",\"startsAt\":"
                + "\"2030-06-14T18:30:00Z\"},\"seat\":\"A 1\",\"barcode\":\"b-" + ticketId + "\",\"state\":\"" + state
                + "\",\"culturalContact\":{\"email\":\"" + email + "\",\"firstName\":\"" + firstName
                + "\",\"lastName\":\"Test\"}}");
        assertThat(done.status()).as(done.response().body()).isEqualTo(200);
        assertThat(done.json().path("rejected").isEmpty())
                .as(done.response().body())
                .isTrue();
    }

    Answer imports(String lines) {
        return admin.call("POST", path() + "/tickets/import", lines, "Content-Type", NDJSON);
    }

    /** Starts a run of a function and waits for its end. */
    public JsonNode run(String function) {
        String runs = path() + "/interfaces/mobile/functions/" + function + "/runs";
        // a wake-up call of the wallet may have started one that is not over
        Answer started = Until.is(answer -> answer.status() != 409, () -> admin.post(runs, ""));
        assertThat(started.status()).as(started.response().body()).isEqualTo(201);
        return ended(started.text("id"));
    }

    JsonNode ended(String run) {
        return Until.is(answer -> !answer.text("status").equals("RUNNING"), () -> admin.get(path() + "/runs/" + run))
                .json();
    }

    /** Brings home what the wallet has; the run must be good. */
    public JsonNode retrieve() {
        JsonNode run = run("retrieve-ticket-status");
        assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
        return run;
    }

    JsonNode ticket(String ticketId) {
        Answer found = admin.get(ticketPath(ticketId));
        assertThat(found.status()).as(found.response().body()).isEqualTo(200);
        return found.json();
    }

    /** The history in short: action, status, source, from whom, to whom. */
    public List<String> history(String ticketId) {
        return lines(ticketId).stream()
                .map(line -> line.path("action").asString() + " "
                        + line.path("status").asString() + " "
                        + line.path("source").asString() + " "
                        + line.path("oldContact").path("email").asString("-") + " > "
                        + line.path("newContact").path("email").asString("-"))
                .toList();
    }

    List<JsonNode> lines(String ticketId) {
        return admin.get(ticketPath(ticketId) + "/distributions")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    String contactId(String email) {
        return admin.get(path() + "/contacts?email=" + encoded(email))
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }
}
