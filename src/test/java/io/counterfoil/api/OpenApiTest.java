package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ApiServer
class OpenApiTest {
    @LocalServerPort
    private int port;

    @Test
    void everyCallSaysWhatItDoesAndWhichRightItNeeds() {
        JsonNode paths = new Client(port, null).get("/v3/api-docs").json().path("paths");

        assertThat(paths.propertyNames())
                .contains(
                        "/api/v1/organizers/{organizer}/tickets/{ticketId}/take-back",
                        "/api/v1/organizers/{organizer}/contacts/{id}/merge");
        paths.forEachEntry((path, calls) -> calls.forEachEntry((method, call) -> {
            assertThat(call.path("summary").asString(""))
                    .as(method + " " + path)
                    .isNotEmpty();
            if (!path.endsWith("/wake")) {
                assertThat(call.path("description").asString(""))
                        .as(method + " " + path)
                        .contains("Needs the right ");
            }
            assertThat(call.path("responses").path("404").path("content").propertyNames())
                    .as(method + " " + path)
                    .containsExactly(Problem.CONTENT_TYPE);
        }));
    }
}
