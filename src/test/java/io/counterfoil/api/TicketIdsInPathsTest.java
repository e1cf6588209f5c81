package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A ticket id may hold any printable character, and is addressed by its percent-encoded form. */
@ApiServer
class TicketIdsInPathsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    private int port;

    private BoxOffice office = new BoxOffice(new Client(0, null), "paths");

    @BeforeEach
    void open() {
        office = new BoxOffice(new Client(port, ApiServer.ADMIN), "paths");
        office.admin().post("/api/v1/organizers", "{\"code\":\"paths\",\"name\":\"x\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "/",
                "a//b",
                "50%",
                "a%2Fb",
                "a;b=c",
                ";",
                "..",
                ".",
                "../..",
                "a\\b",
                "é ü",
                "Платье",
                "票 1",
                "😀",
                "a b",
                "a?b#c",
                "a+b",
                "a&b=c",
                "import",
                "wake",
                "distributions",
                "S-1/distributions",
                "\"quoted\"",
                "<b>",
                "{x}",
                "*",
                "a:b@c",
                "~",
                "a|b^c`d"
            })
    void isRightWhereverItIsAddressed(String ticketId) {
        ObjectNode line = JSON.createObjectNode().put("ticketId", ticketId).put("organization", "main");
        line.put("state", "PRINTED").putObject("culturalContact").put("email", "anna@example.org");
        assertThat(office.imports(line.toString()).json().path("rejected").isEmpty())
                .isTrue();

        assertThat(office.ticket(ticketId).path("ticketId").asString()).isEqualTo(ticketId);
        Answer lines = office.admin().get(office.ticketPath(ticketId) + "/distributions");
        assertThat(lines.status()).as(lines.response().body()).isEqualTo(200);
        assertThat(office.admin()
                        .get(office.ticketPath(ticketId) + "/holder")
                        .json()
                        .path("culturalContact")
                        .path("email")
                        .asString())
                .isEqualTo("anna@example.org");
        String contact = office.contactId("anna@example.org");
        String body = "{\"contactId\":\"" + contact + "\"}";
        Answer given = office.admin()
                .post(
                        office.ticketPath(ticketId) + "/distributions",
                        body,
                        RepeatedWrites.HEADER,
                        "k" + ticketId.hashCode());
        assertThat(given.status()).as(given.response().body()).isEqualTo(201);
        assertThat(office.admin().get(given.header("Location")).status()).isEqualTo(200);
        assertThat(office.admin()
                        .post(office.ticketPath(ticketId) + "/take-back", "{}")
                        .status())
                .isEqualTo(201);
        assertThat(office.admin()
                        .post(office.ticketPath(ticketId) + "/transfer/cancel", "{}")
                        .text("type"))
                .isEqualTo("/problems/no-open-transfer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/organizers/paths/contacts/a%2Fb",
                "/api/v1/organizers/paths/interfaces/a%2Fb",
                "/api/v1/organizers/paths/tickets/a;b",
                "/api/v1/organizers/paths;x/tickets/a",
                "/api/v1/organizers/paths/tickets/a%2Fb/",
                "/api/v1/organizers/paths/tickets/a/../../../tokens",
                "/api/v1/organizers/paths/tickets/a%2Fb/../../tickets",
                "/api/v1/organizers/paths/tickets/a%00b",
                "/api/v1/organizers/paths/tickets/a%0Ab",
                "/api/v1/organizers/paths/tickets//holder",
                "/api/v1/organizers/..%2Fpaths/tickets/a",
                "/api/v1/organizers/%2E%2E/tickets/a%2Fb",
                "/api/v1%2Forganizers",
                "/api%2Fv1/organizers",
                "/%2E%2E/api/v1/organizers",
                "/actuator%2Fenv",
                "/actuator/health%2F..%2Fenv",
                "/wallet/paths%2Forganizer/tickets/diff",
                "/v3/api-docs%2F..%2F..%2Factuator"
            })
    void nothingElseMayHoldWhatOnePartOfAServerReadsOtherwiseThanAnother(String path) {
        Answer answer = office.admin().get(path);

        assertThat(answer.status()).as(path + " " + answer.response().body()).isIn(400, 404);
        assertThat(answer.header("Content-Type")).isEqualTo(Problem.CONTENT_TYPE);
    }

    @Test
    void whatIsWithinAnIdNeverBecomesAnotherPath() {
        office.admin().post("/api/v1/organizers", "{\"code\":\"paths-theirs\",\"name\":\"x\"}");
        Client stranger = office.admin()
                .with(office.admin()
                        .post(
                                "/api/v1/tokens",
                                "{\"name\":\"p\",\"role\":\"ADMINISTRATOR\",\"organizers\":[\"paths\"]}")
                        .text("token"));
        BoxOffice theirs = new BoxOffice(office.admin(), "paths-theirs");
        theirs.imports("{\"ticketId\":\"T-1\",\"organization\":\"main\",\"state\":\"PRINTED\"}");

        for (String id : new String[] {
            "..%2F..%2Fpaths-theirs%2Ftickets%2FT-1",
            "%2E%2E%2F%2E%2E%2Fpaths-theirs%2Ftickets%2FT-1",
            "..%5C..%5Cpaths-theirs%5Ctickets%5CT-1",
            "..%252F..%252Fpaths-theirs%252Ftickets%252FT-1",
            "x%3B%2F..%2F..%2Fpaths-theirs%2Ftickets%2FT-1"
        }) {
            Answer answer = stranger.get("/api/v1/organizers/paths/tickets/" + id);
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.text("detail")).startsWith("ticket ");
            assertThat(new Client(port, null)
                            .get("/api/v1/organizers/paths/tickets/" + id)
                            .status())
                    .isEqualTo(401);
        }
    }
}
