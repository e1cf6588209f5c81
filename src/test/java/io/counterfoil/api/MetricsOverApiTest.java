package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiServer
class MetricsOverApiTest {
    private static final String METRICS = "/actuator/prometheus";

    @LocalServerPort
    private int port;

    @Test
    void areForTokensThatMayReadAllOrganizers() {
        Client admin = new Client(port, ApiServer.ADMIN);
        admin.post("/api/v1/organizers", "{\"code\":\"metrics\",\"name\":\"x\"}");
        Client everything = admin.with(token(admin, "{\"name\":\"scrape\",\"role\":\"VIEWER\"}"));
        Client some = admin.with(token(admin, "{\"name\":\"s\",\"role\":\"VIEWER\",\"organizers\":[\"metrics\"]}"));

        Answer read = everything.get(METRICS);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.response().body()).contains("jvm_memory_used_bytes");
        assertThat(some.get(METRICS).status()).isEqualTo(403);
        assertThat(some.get(METRICS).header("Content-Type")).isEqualTo(Problem.CONTENT_TYPE);
        assertThat(new Client(port, null).get(METRICS).status()).isEqualTo(401);
        assertThat(admin.with("wrong").get(METRICS).status()).isEqualTo(401);
        assertThat(new Client(port, null).get("/actuator/health").status()).isEqualTo(200);
    }

    private static String token(Client admin, String body) {
        return admin.post("/api/v1/tokens", body).text("token");
    }
}
