package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiServer
class UsersOverApiTest {
    private static final String USERS = "/api/v1/users/";

    private final Client root;

    UsersOverApiTest(@Autowired @LocalServerPort int port) {
        root = new Client(port, ApiServer.ADMIN);
    }

    @BeforeEach
    void organizers() {
        root.post("/api/v1/organizers", "{\"code\":\"uopera\",\"name\":\"x\"}");
        root.post("/api/v1/organizers", "{\"code\":\"uarena\",\"name\":\"x\"}");
    }

    @Test
    void aUserIsMadeAndAbsentMembersKeepWhatIsStored() {
        Answer made = root.put(USERS + "Una", "{\"email\":\"Una@example.org\",\"roles\":{\"uopera\":\"AGENT\"}}");
        assertThat(made.status()).isEqualTo(201);
        Answer changed = root.put(USERS + "una", "{\"roles\":{\"uarena\":\"VIEWER\"}}");
        assertThat(changed.status()).isEqualTo(200);
        Answer found = root.get(USERS + "una");

        assertThat(found.text("email")).isEqualTo("Una@example.org");
        assertThat(found.json().path("roles").toString()).isEqualTo("{\"uarena\":\"VIEWER\",\"uopera\":\"AGENT\"}");
        assertThat(found.json().propertyNames())
                .contains("login", "name", "language", "administrator", "disabled", "createdAt", "lastSignInAt");
        root.put(USERS + "una", "{\"roles\":{\"uarena\":null}}");
        assertThat(root.get(USERS + "una").json().path("roles").toString()).isEqualTo("{\"uopera\":\"AGENT\"}");
    }

    @Test
    void whatCannotBeIsRefusedWithTheFieldAndChangesNothing() {
        root.put(USERS + "uta", "{\"email\":\"uta@example.org\"}");

        Answer address = root.put(USERS + "ugo", "{\"email\":\"no address\"}");
        assertThat(address.status()).isEqualTo(422);
        assertThat(address.json().path("errors").path(0).path("field").asString())
                .isEqualTo("email");
        assertThat(root.put(USERS + "ugo", "{\"email\":\"UTA@example.org\",\"roles\":{\"uopera\":\"VIEWER\"}}")
                        .status())
                .isEqualTo(409);
        assertThat(root.get(USERS + "uta").json().path("roles").toString()).isEqualTo("{}");
        assertThat(root.put(USERS + "ugo", "{\"email\":\"ugo@example.org\",\"roles\":{\"nowhere\":\"VIEWER\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(root.put(USERS + "a%20b", "{\"email\":\"ugo@example.org\"}").status())
                .isEqualTo(422);
        assertThat(root.get(USERS + "ugo").status()).isEqualTo(404);
    }

    @Test
    void aTokenOfOneOrganizerSeesItsUsersAndTheirRolesThere() {
        root.put(
                USERS + "uwe",
                "{\"email\":\"uwe@example.org\",\"roles\":{\"uopera\":\"AGENT\",\"uarena\":\"OPERATOR\"}}");
        root.put(USERS + "ulf", "{\"email\":\"ulf@example.org\",\"roles\":{\"uarena\":\"OPERATOR\"}}");
        Client opera = root.with(
                root.post("/api/v1/tokens", "{\"name\":\"t\",\"role\":\"ADMINISTRATOR\",\"organizers\":[\"uopera\"]}")
                        .text("token"));

        assertThat(opera.get(USERS + "uwe").json().path("roles").toString()).isEqualTo("{\"uopera\":\"AGENT\"}");
        assertThat(opera.get(USERS + "ulf").status()).isEqualTo(404);
        assertThat(opera.get("/api/v1/users")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(user -> user.path("login").asString()))
                .contains("uwe")
                .doesNotContain("ulf");
        assertThat(opera.put(USERS + "uwe", "{\"roles\":{\"uarena\":\"VIEWER\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(opera.put(USERS + "uwe", "{\"email\":\"mine@example.org\"}").status())
                .isEqualTo(409);
        assertThat(opera.put(USERS + "uwe", "{\"roles\":{\"uopera\":\"OPERATOR\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(root.get(USERS + "uwe").json().path("roles").toString())
                .isEqualTo("{\"uarena\":\"OPERATOR\",\"uopera\":\"OPERATOR\"}");
    }
}
