package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.api.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/** What other software reads: names, types and status codes as the API contract has them. */
@ApiServer
@Timeout(Patience.SECONDS)
class FeedbackOverApiTest {
    private static final String CONTACT = "id email title firstName lastName birthDate nationality idNumber mobilePhone"
            + " country language consents temporary internetAccount createdAt";
    private static final String LINE =
            "id action status oldContact newContact source actor reason transferId initiatedAt"
                    + " resolvedAt recordedAt runId steps";
    private static final String RUN =
            "id status startedAt endedAt pages entries applied unchanged skipped quarantined reason paginationKey";

    @LocalServerPort
    private int port;

    private final DiffStub wallet = new DiffStub();
    private BoxOffice office = new BoxOffice(new Client(0, null), "");

    @BeforeEach
    void open(TestInfo test) {
        String code = test.getTestMethod().orElseThrow().getName();
        office = new BoxOffice(new Client(port, ApiServer.ADMIN), code.length() > 60 ? code.substring(0, 60) : code);
        office.admin().post("/api/v1/organizers", "{\"code\":\"" + office.organizer() + "\",\"name\":\"x\"}");
        office.save("\"organization\":\"main\",\"url\":\"" + wallet.url() + "\",\"apiKey\":\"k\",\"schedule\":null");
    }

    @AfterEach
    void close() {
        wallet.close();
    }

    @Test
    void aTransferShowsInTicketHistoryHolderAndFeed() {
        office.ticket("S-1", "PRINTED", "anna@example.org", "Anna");
        wallet.page(
                entry("S-1", 1, "PENDING_TRANSFER", "\"transfer\":" + transfer(false)) + ","
                        + entry(
                                "S-1",
                                2,
                                "TRANSFERRED",
                                "\"transfer\":" + transfer(true)
                                        + ",\"spectatorDetails\":{\"email\":\"ben@example.org\",\"firstName\":\"Ben\",\"lastName\":\"B\"}"
                                        + ",\"walletOwner\":{\"email\":\"ben@example.org\"},\"ticketHolder\":{\"firstName\":\"Bea\"}"),
                false);

        JsonNode run = office.retrieve();
        has(run, RUN);
        assertThat(run.path("entries").asInt()).isEqualTo(2);
        assertThat(run.path("paginationKey").asString()).isEqualTo("k1");

        JsonNode ticket = office.ticket("S-1");
        has(
                ticket,
                "ticketId state mobileStatus mobileStatusAt culturalContact walletOwner ticketHolder pendingTransfer");
        has(ticket.path("culturalContact"), CONTACT);
        has(ticket.path("culturalContact").path("consents"), "INSTITUTION THIRD_PARTY");
        assertThat(ticket.path("walletOwner").path("email").asString()).isEqualTo("ben@example.org");
        assertThat(ticket.path("ticketHolder").path("firstName").asString()).isEqualTo("Bea");
        assertThat(ticket.path("mobileStatusAt").asString()).isEqualTo("2026-06-14T09:00:02Z");

        JsonNode line = office.lines("S-1").getFirst();
        has(line, LINE);
        has(line.path("oldContact"), CONTACT);
        assertThat(line.path("runId").asString()).isEqualTo(run.path("id").asString());
        assertThat(line.path("steps").size()).isEqualTo(2);
        line.path("steps").forEach(step -> has(step, "status at recordedAt source actor runId"));

        assertThat(holder("S-1", "2026-06-14T09:00:01Z")
                        .path("culturalContact")
                        .path("email")
                        .asString())
                .isEqualTo("anna@example.org");
        assertThat(holder("S-1", "2026-06-14T09:00:01Z").path("distribution").isNull())
                .isTrue();
        JsonNode after = holder("S-1", "2026-06-14T09:00:02Z");
        assertThat(after.path("culturalContact").path("email").asString()).isEqualTo("ben@example.org");
        assertThat(after.path("distribution").path("id")).isEqualTo(line.path("id"));

        List<JsonNode> changes = feed(3);
        assertThat(changes).isEqualTo(feed(1000));
        assertThat(changes)
                .extracting(change -> change.path("entity").asString())
                .contains("ticket", "contact");
        assertThat(changes)
                .anyMatch(change -> change.path("body")
                        .path("distributions")
                        .path(0)
                        .path("id")
                        .equals(line.path("id")));
    }

    @Test
    void aBadEntryIsQuarantinedReplayedAndDiscarded() {
        office.ticket("S-1", "PRINTED", "anna@example.org", "Anna");
        wallet.page(
                entry("S-9", 1, "DOWNLOADED", "\"walletOwner\":{\"email\":\"anna@example.org\"}") + ",7,"
                        + entry(
                                "S-1",
                                2,
                                "TRANSFERRED",
                                "\"transfer\":{\"transferId\":\"t\",\"recipientEmail\":\"nobody\"}"),
                false);

        assertThat(office.run("retrieve-ticket-status").path("status").asString())
                .isEqualTo("PARTIAL");
        List<JsonNode> held = quarantine("");
        held.forEach(entry -> has(entry, "id ticketId reason detail entry runId state"));
        assertThat(held)
                .extracting(entry -> entry.path("reason").asString())
                .containsExactly("UNKNOWN_TICKET", "MALFORMED_ENTRY", "UNUSABLE_ADDRESS");
        assertThat(held.getFirst().path("entry").path("ticketId").asString()).isEqualTo("S-9");
        assertThat(held.get(1).path("entry").asInt()).isEqualTo(7);
        assertThat(quarantine("?state=OPEN&reason=UNKNOWN_TICKET")).hasSize(1);

        String path = office.path() + "/quarantine/";
        Answer again = office.admin().post(path + held.get(2).path("id").asString() + "/replay", "");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("state")).isEqualTo("OPEN");
        Answer given = office.admin().post(path + held.get(1).path("id").asString() + "/discard", "");
        assertThat(given.text("state")).isEqualTo("DISCARDED");
        assertThat(office.admin()
                        .post(path + held.get(1).path("id").asString() + "/replay", "")
                        .status())
                .isEqualTo(409);
        assertThat(office.admin()
                        .post(path + "replay?reason=UNUSABLE_ADDRESS", "")
                        .json()
                        .path("closed")
                        .asInt())
                .isZero();
        office.ticket("S-9", "PRINTED", "anna@example.org", "Anna");
        assertThat(quarantine("?reason=UNKNOWN_TICKET"))
                .extracting(entry -> entry.path("state").asString())
                .containsExactly("REPLAYED");
        assertThat(office.ticket("S-9").path("mobileStatus").asString()).isEqualTo("DOWNLOADED");
        assertThat(office.admin().get(path + "?limit=1").json().path("next").asString())
                .isEmpty();
    }

    @Test
    void aSkippedTicketIsAppliedOnceItLeftTheList() {
        office.ticket("S-1", "PRINTED", "anna@example.org", "Anna");
        office.save("\"skipTickets\":\"tax:tax-S-1\"");
        wallet.page(entry("S-1", 1, "DOWNLOADED", "\"taxNumber\":\"tax-S-1\""), false);

        assertThat(office.retrieve().path("skipped").asInt()).isEqualTo(1);
        List<JsonNode> skipped = items(office.path() + "/skipped?state=OPEN");
        assertThat(skipped).hasSize(1);
        String apply = office.path() + "/skipped/apply";
        Answer early = office.admin().post(apply, "{\"ticketIds\":[\"S-1\"]}");
        assertThat(early.status()).as(early.response().body()).isEqualTo(422);
        assertThat(early.text("detail")).contains("mobile");
        office.save("\"skipTickets\":\"\"");
        assertThat(office.admin()
                        .post(apply, "{\"ticketIds\":[\"S-1\"]}")
                        .json()
                        .path("closed")
                        .asInt())
                .isEqualTo(1);
        assertThat(office.ticket("S-1").path("mobileStatus").asString()).isEqualTo("DOWNLOADED");
        assertThat(office.admin()
                        .post(apply, "{\"ticketIds\":[\"S-1\"]}")
                        .json()
                        .path("closed")
                        .asInt())
                .isZero();
        assertThat(items(office.path() + "/skipped?state=OPEN")).isEmpty();
    }

    @Test
    void ticketsOutOfStepAreListedAndApplied() {
        office.ticket("S-1", "PRINTED", "anna@example.org", "Anna");
        office.ticket("S-2", "PRINTED", "anna@example.org", "Anna");
        office.save("\"customParameters\":\"enableTicketDistributionToCulturalContact=false\"");
        String owner = "\"walletOwner\":{\"email\":\"ben@example.org\"}";
        wallet.page(entry("S-1", 1, "DOWNLOADED", owner) + "," + entry("S-2", 2, "DOWNLOADED", owner), false);
        office.retrieve();

        assertThat(office.ticket("S-1").path("culturalContact").path("email").asString())
                .isEqualTo("anna@example.org");
        assertThat(items(office.path() + "/tickets?outOfStep=true")).hasSize(2);
        assertThat(office.admin()
                        .get(office.path() + "/out-of-step")
                        .json()
                        .path("tickets")
                        .asInt())
                .isEqualTo(2);
        String apply = office.path() + "/out-of-step/apply";
        assertThat(office.admin()
                        .post(apply, "{\"ticketIds\":[\"S-1\"]}")
                        .json()
                        .path("followed")
                        .asInt())
                .isEqualTo(1);
        assertThat(office.history("S-1"))
                .containsExactly("DISTRIBUTE CONFIRMED INFERRED anna@example.org > ben@example.org");
        assertThat(office.admin().post(apply, "{}").json().path("followed").asInt())
                .isEqualTo(1);
        assertThat(office.admin().post(apply, "{}").json().path("followed").asInt())
                .isZero();
        assertThat(items(office.path() + "/tickets?outOfStep=true")).isEmpty();
    }

    @Test
    void oneRunAtATimeAndItStopsWhenAsked() throws Exception {
        String runs = office.path() + "/interfaces/mobile/functions/retrieve-ticket-status/runs";
        wallet.shut();
        wallet.page("", true);
        wallet.page("", true);
        Answer first = office.admin().post(runs, "");
        has(first.json(), RUN);
        assertThat(first.header("Location")).isEqualTo(runs + "/" + first.text("id"));
        wallet.awaitCaller();

        Answer second = office.admin().post(runs, "");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().path("holder").path("runId").asString()).isEqualTo(first.text("id"));
        assertThat(second.json().path("holder").path("since").asString()).isEqualTo(first.text("startedAt"));
        assertThat(second.text("detail")).contains(first.text("id")).contains(first.text("startedAt"));
        assertThat(office.admin().get(runs + "/" + first.text("id")).text("status"))
                .isEqualTo("RUNNING");
        assertThat(office.admin()
                        .post(runs + "/" + first.text("id") + "/stop", "")
                        .status())
                .isEqualTo(200);
        wallet.open();

        assertThat(office.ended(first.text("id")).path("status").asString()).isEqualTo("STOPPED");
        assertThat(office.admin()
                        .post(runs + "/" + first.text("id") + "/stop", "")
                        .text("status"))
                .isEqualTo("STOPPED");
        assertThat(items(runs)).hasSize(1);
        assertThat(items(runs + "/" + first.text("id") + "/events")).isNotNull();
    }

    @Test
    void aDryRunReportsAndStoresNothingElse() {
        office.ticket("S-1", "PRINTED", "anna@example.org", "Anna");
        wallet.page(entry("S-1", 1, "DOWNLOADED", "\"walletOwner\":{\"email\":\"ben@example.org\"}"), false);
        int before = feed(1000).size();

        Answer started = office.admin()
                .post(office.path() + "/interfaces/mobile/functions/retrieve-ticket-status/runs?dryRun=true", "");
        assertThat(started.status()).isEqualTo(201);
        JsonNode run = office.ended(started.text("id"));

        assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("SUCCEEDED");
        assertThat(run.path("report").isNull()).isFalse();
        assertThat(office.ticket("S-1").path("mobileStatus").isNull()).isTrue();
        assertThat(feed(1000)).hasSize(before);
        assertThat(office.admin()
                        .get(office.path() + "/interfaces/mobile")
                        .json()
                        .path("paginationKey")
                        .isNull())
                .isTrue();
    }

    @Test
    void anImportTellsWhichLinesAreBadAndTakesTheOthers() {
        String good = "{\"ticketId\":\"S-%d\",\"organization\":\"main\",\"state\":\"PRINTED\"}";
        Answer mixed = office.imports(good.formatted(1) + "\n{\"ticketId\":\n" + good.formatted(2) + "\n");
        assertThat(mixed.status()).isEqualTo(200);
        assertThat(mixed.json().path("imported").asInt()).isEqualTo(2);
        assertThat(mixed.json().path("rejected").path(0).path("line").asInt()).isEqualTo(2);
        has(mixed.json().path("rejected").path(0), "line reason");

        String many = IntStream.range(1, 20_001).mapToObj(good::formatted).collect(Collectors.joining("\n"));
        assertThat(many.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(BodyLimit.MOST);
        Answer large = office.imports(many);
        assertThat(large.json().path("imported").asInt()).isEqualTo(19_998);
        assertThat(large.json().path("unchanged").asInt()).isEqualTo(2);
        assertThat(items(office.path() + "/tickets?limit=1000&after=S-9")).hasSizeGreaterThan(500);
    }

    private static String transfer(boolean ended) {
        return "{\"transferId\":\"t-1\",\"direction\":\"FORWARD\",\"senderEmail\":\"anna@example.org\",\"recipientEmail\":"
                + "\"ben@example.org\",\"initiatedAt\":\"2026-06-14T09:00:01Z\",\"endedAt\":"
                + (ended ? "\"2026-06-14T09:00:02Z\"" : "null") + "}";
    }

    private static String entry(String ticketId, int sequence, String status, String more) {
        return "{\"ticketId\":\"" + ticketId + "\",\"sequence\":" + sequence + ",\"status\":\"" + status
                + "\",\"statusDate\":\"2026-06-14T09:00:0" + sequence + "Z\"," + more + "}";
    }

    private JsonNode holder(String ticketId, String at) {
        return office.admin()
                .get(office.ticketPath(ticketId) + "/holder?at=" + at)
                .json();
    }

    private List<JsonNode> quarantine(String query) {
        return items(office.path() + "/quarantine" + query);
    }

    private List<JsonNode> items(String path) {
        Answer answer = office.admin().get(path);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    /** The whole change feed, read in pages. */
    private List<JsonNode> feed(int limit) {
        List<JsonNode> changes = new ArrayList<>();
        String after = "0";
        while (after != null) {
            JsonNode page = office.admin()
                    .get(office.path() + "/changes?limit=" + limit + "&after=" + after)
                    .json();
            page.path("items").forEach(change -> {
                changes.add(change);
                assertThat(change.path("seq").asString()).isEqualTo(Integer.toString(changes.size()));
            });
            after = page.path("next").isNull() ? null : page.path("next").asString();
        }
        return changes;
    }

    /** Every named member is there, null or not. */
    private static void has(JsonNode object, String members) {
        assertThat(object.getNodeType()).isEqualTo(JsonNodeType.OBJECT);
        assertThat(object.propertyNames()).contains(members.split(" "));
    }
}
