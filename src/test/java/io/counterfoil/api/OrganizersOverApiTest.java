package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiServer
class OrganizersOverApiTest {
    private static final String INTERFACE = """
            {"organization":"shop","url":"https://wallet.example.org/organizer/tickets","apiKey":"key-1","batchSize":500,
             "customParameters":"killRatio=20\\nonePagePerRun=true","skipTickets":"id:S-1","schedule":"PT1M",
             "wakeSecret":"wake-1"}""";

    @LocalServerPort
    private int port;

    private Client admin;

    @BeforeEach
    void signIn() {
        admin = new Client(port, ApiServer.ADMIN);
    }

    @Test
    void anOrganizerIsMadeOnce() {
        Answer made = admin.post("/api/v1/organizers", "{\"code\":\"opera-1\",\"name\":\"Opera\"}");
        Answer again = admin.post("/api/v1/organizers", "{\"code\":\"opera-1\",\"name\":\"Opera\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/organizers/opera-1");
        assertThat(made.text("code")).isEqualTo("opera-1");
        assertThat(admin.get("/api/v1/organizers/opera-1").text("name")).isEqualTo("Opera");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("type")).isEqualTo("/problems/organizer-exists");
    }

    @Test
    void listsAreReadPageByPage() {
        for (String code : new String[] {"list-a", "list-b", "list-c"}) {
            admin.post("/api/v1/organizers", "{\"code\":\"" + code + "\",\"name\":\"x\"}");
        }

        Answer first = admin.get("/api/v1/organizers?limit=2&after=list");
        Answer second = admin.get("/api/v1/organizers?limit=2&after=" + first.text("next"));

        assertThat(first.json().path("items").values())
                .extracting(item -> item.path("code").asString())
                .containsExactly("list-a", "list-b");
        assertThat(first.text("next")).isEqualTo("list-b");
        assertThat(second.json().path("items").get(0).path("code").asString()).isEqualTo("list-c");
    }

    @Test
    void anInterfaceIsSavedAndReadWithoutItsSecrets() {
        admin.post("/api/v1/organizers", "{\"code\":\"if-1\",\"name\":\"x\"}");

        Answer saved = admin.put("/api/v1/organizers/if-1/interfaces/tixngo", INTERFACE);
        Answer read = admin.get("/api/v1/organizers/if-1/interfaces/tixngo");

        assertThat(saved.status()).isEqualTo(200);
        assertThat(withoutWarnings(read)).isEqualTo(withoutWarnings(saved));
        assertThat(read.response().body()).doesNotContain("key-1").doesNotContain("wake-1");
        assertThat(read.json().path("hasApiKey").asBoolean()).isTrue();
        assertThat(read.text("schedule")).isEqualTo("PT1M");
        assertThat(read.json().path("paginationKey").isNull()).isTrue();
        assertThat(admin.get("/api/v1/organizers/if-1/changes").response().body())
                .doesNotContain("key-1")
                .doesNotContain("wake-1");
    }

    @Test
    void whatWasReadCanBeSentBack() {
        admin.post("/api/v1/organizers", "{\"code\":\"if-2\",\"name\":\"x\"}");
        admin.put("/api/v1/organizers/if-2/interfaces/tixngo", INTERFACE);
        Answer read = admin.get("/api/v1/organizers/if-2/interfaces/tixngo");

        Answer sentBack = admin.put(
                "/api/v1/organizers/if-2/interfaces/tixngo", read.response().body());

        assertThat(sentBack.status()).isEqualTo(200);
        assertThat(sentBack.json().path("hasApiKey").asBoolean()).isTrue();
        assertThat(sentBack.json().path("functions")).isEqualTo(read.json().path("functions"));
    }

    @Test
    void anAbsentMemberKeepsAndNullClears() {
        admin.post("/api/v1/organizers", "{\"code\":\"if-3\",\"name\":\"x\"}");
        admin.put("/api/v1/organizers/if-3/interfaces/tixngo", INTERFACE);

        Answer kept = admin.put("/api/v1/organizers/if-3/interfaces/tixngo", "{\"paginationKey\":\"k-7\"}");
        Answer cleared = admin.put(
                "/api/v1/organizers/if-3/interfaces/tixngo",
                "{\"schedule\":null,\"apiKey\":null,\"batchSize\":null,\"paginationKey\":\"\",\"newWallet\":true}");

        assertThat(kept.json().path("batchSize").asInt()).isEqualTo(500);
        assertThat(kept.text("paginationKey")).isEqualTo("k-7");
        assertThat(cleared.json().path("schedule").isNull()).isTrue();
        assertThat(cleared.json().path("hasApiKey").asBoolean()).isFalse();
        assertThat(cleared.json().path("batchSize").asInt()).isEqualTo(1000);
        assertThat(cleared.json().path("paginationKey").isNull()).isTrue();
        assertThat(cleared.json().path("hasWakeSecret").asBoolean()).isTrue();
    }

    @Test
    void everyChangeStandsInTheFeedInItsOrder() {
        admin.post("/api/v1/organizers", "{\"code\":\"feed\",\"name\":\"x\"}");
        admin.put("/api/v1/organizers/feed/interfaces/tixngo", INTERFACE);

        Answer first = admin.get("/api/v1/organizers/feed/changes?limit=2");
        Answer second = admin.get("/api/v1/organizers/feed/changes?after=" + first.text("next"));

        assertThat(first.json().path("items").values())
                .extracting(item -> item.path("entity").asString())
                .containsExactly("organizer", "organization");
        assertThat(second.json().path("items").values())
                .extracting(item -> item.path("entity").asString())
                .containsExactly("interface");
        assertThat(second.json().path("items").get(0).path("seq").asString()).isEqualTo("3");
        assertThat(second.json().path("next").isNull()).isTrue();
    }

    private static JsonNode withoutWarnings(Answer answer) {
        return answer.json().asObject().without("warnings");
    }
}
