package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiServer
class ContactsOverApiTest {
    @LocalServerPort
    private int port;

    private BoxOffice office = new BoxOffice(new Client(0, null), "");

    @BeforeEach
    void open(TestInfo test) {
        office = new BoxOffice(
                new Client(port, ApiServer.ADMIN),
                test.getTestMethod().orElseThrow().getName());
        office.admin().post("/api/v1/organizers", "{\"code\":\"" + office.organizer() + "\",\"name\":\"x\"}");
    }

    @Test
    void isMadeCompletedOrMadeAnother() {
        Answer temporary = create("{\"email\":\" Anna@Example.ORG \"}");
        assertThat(temporary.status()).isEqualTo(201);
        assertThat(temporary.json().path("temporary").asBoolean()).isTrue();
        assertThat(temporary.header("Location")).isEqualTo(contact(temporary));

        Answer completed = create("""
                {"email":"anna@example.org","title":"Ms","firstName":"Anna","lastName":"Meier","birthDate":"1990-04-01",
                 "nationality":"CHE","idNumber":"X1","mobilePhone":"+41 79 000 00 00","country":"CH","language":"fr",
                 "consents":{"INSTITUTION":true},"internetAccount":true}""");
        assertThat(completed.status()).isEqualTo(200);
        assertThat(completed.text("id")).isEqualTo(temporary.text("id"));
        assertThat(completed.json().path("temporary").asBoolean()).isFalse();
        assertThat(completed.json().path("consents").path("INSTITUTION").asBoolean())
                .isTrue();
        assertThat(completed.json().path("consents").path("THIRD_PARTY").asBoolean())
                .isFalse();
        assertThat(office.admin().get(contact(temporary)).json()).isEqualTo(completed.json());

        Answer brother = create("{\"email\":\"anna@example.org\",\"firstName\":\"Otto\",\"lastName\":\"Meier\"}");
        assertThat(brother.status()).isEqualTo(201);
        assertThat(brother.text("id")).isNotEqualTo(temporary.text("id"));
        assertThat(office.admin()
                        .get(office.path() + "/contacts?email=ANNA@example.org")
                        .json()
                        .path("items"))
                .hasSize(2);
        Answer second = create("{\"email\":\"anna@example.org\",\"lastName\":\"Third\",\"internetAccount\":true}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("type")).isEqualTo("/problems/internet-account-exists");
    }

    @Test
    void isFoundByTheBeginningOfNamesOrByAWholeAddress() {
        create("{\"email\":\"anna@example.org\",\"firstName\":\"Anna\",\"lastName\":\"Meierhans\"}");
        create("{\"email\":\"otto@example.org\",\"firstName\":\"Otto\",\"lastName\":\"Meier\"}");

        assertThat(found("q=meier")).containsExactlyInAnyOrder("anna@example.org", "otto@example.org");
        assertThat(found("q=anna%20mei")).containsExactly("anna@example.org");
        assertThat(found("q=OTTO@example.org")).containsExactly("otto@example.org");
        assertThat(found("q=meier&limit=1")).hasSize(1);
        assertThat(found("q=nobody")).isEmpty();
        assertThat(office.admin()
                        .get(office.path() + "/contacts?q=x&email=anna@example.org")
                        .status())
                .isEqualTo(422);
    }

    private List<String> found(String query) {
        return office.admin()
                .get(office.path() + "/contacts?" + query)
                .json()
                .path("items")
                .valueStream()
                .map(contact -> contact.path("email").asString())
                .toList();
    }

    @Test
    void twoThatAreOnePersonAreMergedAndParted() {
        String keep = create("{\"email\":\"anna@example.org\",\"firstName\":\"Anna\",\"lastName\":\"Meier\"}")
                .text("id");
        Answer other = create("{\"email\":\"anna@example.org\",\"firstName\":\"A.\",\"lastName\":\"Meier\"}");
        office.imports("{\"ticketId\":\"S-1\",\"organization\":\"main\",\"state\":\"PRINTED\",\"culturalContact\":"
                + "{\"email\":\"otto@example.org\",\"firstName\":\"Otto\",\"lastName\":\"M\"}}");
        office.admin()
                .post(office.ticketPath("S-1") + "/distributions", "{\"contactId\":\"" + other.text("id") + "\"}");
        JsonNode duplicates = office.admin()
                .get(office.path() + "/contacts/possible-duplicates")
                .json();
        assertThat(duplicates.path("items").path(0).path("email").asString()).isEqualTo("anna@example.org");
        assertThat(duplicates.path("items").path(0).path("contacts")).hasSize(2);

        JsonNode preview = office.admin()
                .get(contact(other) + "/merge-preview?into=" + keep)
                .json();
        assertThat(preview.path("from").path("firstName").asString()).isEqualTo("A.");
        assertThat(preview.path("into").path("id").asString()).isEqualTo(keep);
        assertThat(preview.path("tickets").values())
                .extracting(JsonNode::asString)
                .containsExactly("S-1");
        assertThat(office.admin().get(contact(other)).text("id")).isEqualTo(other.text("id"));

        Answer merged = office.admin().post(contact(other) + "/merge", "{\"into\":\"" + keep + "\"}");
        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.text("id")).isEqualTo(keep);
        assertThat(office.admin().get(contact(other)).text("id")).isEqualTo(keep);
        assertThat(office.ticket("S-1").path("culturalContact").path("id").asString())
                .isEqualTo(keep);
        assertThat(office.admin()
                        .get(office.path() + "/tickets?contactId=" + keep)
                        .json()
                        .path("items"))
                .as("tickets of whoever was merged into him are his")
                .hasSize(1);
        assertThat(office.admin()
                        .post(contact(other) + "/merge", "{\"into\":\"" + keep + "\"}")
                        .text("type"))
                .isEqualTo("/problems/contact-merged");
        assertThat(office.admin().post(contact(other) + "/merge", "{}").status())
                .isEqualTo(422);

        assertThat(office.admin().delete(contact(other) + "/merge").text("id")).isEqualTo(other.text("id"));
        assertThat(office.admin().delete(contact(other) + "/merge").status()).isEqualTo(404);
        assertThat(office.ticket("S-1").path("culturalContact").path("id").asString())
                .isEqualTo(other.text("id"));
    }

    @Test
    void isToldEverythingAndForgottenWhenConfirmed() {
        office.ticket("S-1", "PRINTED", "anna@example.org", "Anna");
        String anna = office.contactId("anna@example.org");
        String ben = create("{\"email\":\"ben@example.org\",\"firstName\":\"Ben\",\"lastName\":\"Benson\"}")
                .text("id");
        office.admin().post(office.ticketPath("S-1") + "/distributions", "{\"contactId\":\"" + ben + "\"}");
        String path = office.path() + "/contacts/" + ben;

        Answer export = office.admin().get(path + "/export");
        assertThat(export.status()).as(export.response().body()).isEqualTo(200);
        assertThat(export.json().path("contact").path("lastName").asString()).isEqualTo("Benson");
        assertThat(export.json().path("addresses").path(0).asString()).isEqualTo("ben@example.org");
        assertThat(export.json().path("tickets").path(0).asString()).isEqualTo("S-1");
        assertThat(export.json()
                        .path("distributions")
                        .path(0)
                        .path("oldContactId")
                        .asString())
                .isEqualTo(anna);
        assertThat(export.json().path("journal").path(0).path("action").asString())
                .isEqualTo("created");
        assertThat(export.response().body()).doesNotContain("anna@example.org");

        Answer refused = office.admin().delete(path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("/problems/contact-in-use");
        assertThat(refused.text("detail")).contains("S-1").contains("confirm=true");
        assertThat(office.admin().delete(path + "?confirm=true").status()).isEqualTo(204);
        assertThat(office.admin().delete(path).status()).isEqualTo(204);
        JsonNode left = office.ticket("S-1").path("culturalContact");
        assertThat(left.path("erasedAt").isNull()).isFalse();
        assertThat(left.path("email").isNull()).isTrue();
        assertThat(office.admin()
                        .get(office.path() + "/changes?limit=1000")
                        .response()
                        .body())
                .doesNotContain("Benson")
                .doesNotContain("ben@example.org");
        assertThat(office.admin().delete(office.path() + "/contacts/" + anna).status())
                .as("nothing needs the former holder")
                .isEqualTo(204);
    }

    private Answer create(String body) {
        return office.admin().post(office.path() + "/contacts", body);
    }

    private String contact(Answer made) {
        return office.path() + "/contacts/" + made.text("id");
    }
}
