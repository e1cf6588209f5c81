package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What tokens see of people: masks, unless they have the right to see who they are. */
@ApiServer
class MaskedTokensTest {
    private static final String[] SECRETS = {
        "anna@", "otto@", "Anna", "Keller", "Geheim", "1990-04-01", "X77", "79 123 45", "b-M-1"
    };

    @LocalServerPort
    private int port;

    private BoxOffice office = new BoxOffice(new Client(0, null), "");

    @BeforeEach
    void open() {
        office = new BoxOffice(new Client(port, ApiServer.ADMIN), "masks");
        office.admin().post("/api/v1/organizers", "{\"code\":\"masks\",\"name\":\"Masks\"}");
        office.ticket("M-1", "PRINTED", "anna@example.org", "Anna");
        Answer otto = office.admin().post(office.path() + "/contacts", """
                {"email":"otto@example.org","title":"Dr","firstName":"Otto","lastName":"Geheim","birthDate":"1990-04-01",
                 "nationality":"CHE","idNumber":"X77","mobilePhone":"+41 79 123 45 67","country":"CH","language":"fr"}""");
        office.admin().post(office.ticketPath("M-1") + "/distributions", "{\"contactId\":\"" + otto.text("id") + "\"}");
    }

    @Test
    void aViewersTokenGetsEveryMemberWithMasksAsValues() {
        Client viewer = with("{\"name\":\"v\",\"role\":\"VIEWER\",\"organizers\":[\"masks\"]}");

        JsonNode person = viewer.get(office.path() + "/contacts?email=otto@example.org")
                .json()
                .path("items")
                .path(0);
        JsonNode whole = office.admin()
                .get(office.path() + "/contacts?email=otto@example.org")
                .json()
                .path("items")
                .path(0);
        assertThat(person.propertyNames()).isEqualTo(whole.propertyNames());
        assertThat(person.path("email").asString()).isEqualTo("o•••@example.org");
        assertThat(person.path("lastName").asString()).isEqualTo("G•••");
        assertThat(person.path("mobilePhone").asString()).isEqualTo("•••67");
        assertThat(person.path("idNumber").asString()).isEqualTo("•••");
        assertThat(person.path("birthDate").isNull()).isTrue();
        for (String path : List.of(
                "/contacts",
                "/contacts/" + whole.path("id").asString(),
                "/tickets",
                "/tickets/M-1",
                "/tickets/M-1/distributions",
                "/tickets/M-1/holder",
                "/changes")) {
            Answer answer = viewer.get(office.path() + path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.response().body()).as(path).doesNotContain(SECRETS);
        }
        assertThat(viewer.get(office.path() + "/contacts/possible-duplicates").status())
                .isEqualTo(403);
    }

    @Test
    void changesOfTicketsStayWhatTheyAreBecauseTheyNamePeopleByIdsOnly() {
        Client viewer = with("{\"name\":\"w\",\"role\":\"VIEWER\",\"organizers\":[\"masks\"]}");

        assertThat(ofTickets(viewer)).isNotEmpty().isEqualTo(ofTickets(office.admin()));
    }

    @Test
    void fewerRightsThanTheRoleHasAreAskedForByName() {
        Client reader = with("{\"name\":\"r\",\"role\":\"AGENT\",\"rights\":[\"READ\"],\"organizers\":[\"masks\"]}");
        Client agent = with("{\"name\":\"a\",\"role\":\"AGENT\",\"organizers\":[\"masks\"]}");

        assertThat(reader.get(office.ticketPath("M-1")).response().body()).doesNotContain(SECRETS);
        assertThat(agent.get(office.ticketPath("M-1")).response().body()).contains("otto@example.org", "Geheim", "X77");
    }

    private List<JsonNode> ofTickets(Client client) {
        return client.get(office.path() + "/changes?limit=1000")
                .json()
                .path("items")
                .valueStream()
                .filter(change -> change.path("entity").asString().equals("ticket"))
                .toList();
    }

    private Client with(String token) {
        return office.admin().with(office.admin().post("/api/v1/tokens", token).text("token"));
    }
}
