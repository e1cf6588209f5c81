package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

@ApiServer
class RepeatedWritesTest {
    private static final String NAMED =
            "{\"email\":\"anna@example.org\",\"firstName\":\"Anna\",\"lastName\":\"Meier\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private OrganizerTransactions transactions;

    @Autowired
    private DataSource dataSource;

    private Client admin;

    @BeforeEach
    void signIn() {
        admin = new Client(port, ApiServer.ADMIN);
        admin.post("/api/v1/organizers", "{\"code\":\"repeat\",\"name\":\"x\"}");
    }

    @Test
    void theSameCallWithTheSameKeyHasOneEffectAndOneAnswer() {
        Answer first = contact(NAMED, "k1");
        Answer second = contact(NAMED, "k1");
        Answer other = contact(NAMED, "k2");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header(RepeatedWrites.REPLAYED)).isEqualTo("true");
        assertThat(other.text("id")).isNotEqualTo(first.text("id"));
    }

    @Test
    void aKeyThatWasUsedForAnotherCallIsRefused() {
        contact(NAMED, "k3");

        Answer other = contact("{\"email\":\"ben@example.org\"}", "k3");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("type")).isEqualTo("/problems/idempotency-key-reused");
        assertThat(admin.get("/api/v1/organizers/repeat/contacts?email=ben@example.org")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void aRefusedCallLeavesNothingAndIsJudgedAnew() {
        Answer refused = contact("{\"email\":\"nobody\"}", "k4");
        Answer mended = contact("{\"email\":\"cleo@example.org\"}", "k4");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(mended.status()).isEqualTo(201);
    }

    @Test
    void callsThatBelongToNoOrganizerAreRememberedToo() {
        String body = "{\"name\":\"once\",\"role\":\"VIEWER\"}";

        Answer first = admin.post("/api/v1/tokens", body, RepeatedWrites.HEADER, "k5");
        Answer second = admin.post("/api/v1/tokens", body, RepeatedWrites.HEADER, "k5");

        assertThat(second.text("token")).isNotEmpty().isEqualTo(first.text("token"));
        assertThat(transactions.global(() -> new JdbcTemplate(dataSource)
                        .queryForList("select encode(body, 'escape') from api_answer_global", String.class)))
                .noneMatch(stored -> stored.contains(first.text("token")));
    }

    @Test
    void anotherTokensKeyIsAnotherKey() {
        String token = admin.post("/api/v1/tokens", "{\"name\":\"x\",\"role\":\"AGENT\"}")
                .text("token");
        Answer first = contact(NAMED, "k6");

        Answer second =
                admin.with(token).post("/api/v1/organizers/repeat/contacts", NAMED, RepeatedWrites.HEADER, "k6");

        assertThat(second.text("id")).isNotEmpty().isNotEqualTo(first.text("id"));
    }

    @Test
    void aCallThatIsBeingAnsweredIsNotStartedAgain() {
        OrganizerCode organizer = new OrganizerCode("repeat");
        UUID tokenId = UUID.fromString(admin.get("/api/v1/tokens")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString());
        AnswerStore store = new AnswerStore(dataSource);

        Answer answer = transactions.writeAside(organizer, () -> {
            assertThat(store.take(new AnswerStore.Key(organizer, tokenId, "k7")))
                    .isTrue();
            return contact(NAMED, "k7");
        });

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("type")).isEqualTo("/problems/request-in-progress");
        assertThat(contact(NAMED, "k7").status()).isEqualTo(201);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        assertThat(contact(NAMED, "a b").status()).isEqualTo(422);
        assertThat(contact(NAMED, "x".repeat(201)).status()).isEqualTo(422);
    }

    private Answer contact(String body, String key) {
        return admin.post("/api/v1/organizers/repeat/contacts", body, RepeatedWrites.HEADER, key);
    }
}
