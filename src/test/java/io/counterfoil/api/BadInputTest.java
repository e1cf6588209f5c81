package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiServer
class BadInputTest {
    @LocalServerPort
    private int port;

    private Client admin;

    @BeforeEach
    void signIn() {
        admin = new Client(port, ApiServer.ADMIN);
        admin.post("/api/v1/organizers", "{\"code\":\"bad\",\"name\":\"x\"}");
        admin.put(
                "/api/v1/organizers/bad/interfaces/i",
                "{\"organization\":\"shop\",\"url\":\"https://wallet.example.org/organizer/tickets\"}");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/api/bad-input.csv", useHeadersInDisplayName = true)
    void isAnsweredWithWhatWasExpected(
            String method, String path, String body, int status, String field, String words) {
        Answer answer = admin.call(
                method, path.replace("{o}", "bad"), body == null ? null : body.replace('\'', '"'), "Accept", "*/*");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo(Problem.CONTENT_TYPE);
        assertThat(answer.text("type")).startsWith("/problems/");
        assertThat(answer.text("title")).isNotEmpty();
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("detail")).contains(words);
        assertThat(answer.json().path("errors").path(0).path("field").asString("-"))
                .isEqualTo(field);
    }

    @Test
    void aBodyOfMoreThanOneMebibyteIsRefusedWhetherItsLengthWasToldOrNot() {
        String large = "{\"code\":\"large\",\"name\":\"" + "x".repeat(BodyLimit.MOST) + "\"}";
        HttpRequest untold = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/organizers"))
                .header("Authorization", "Bearer " + ApiServer.ADMIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .build();

        assertThat(admin.post("/api/v1/organizers", large).status()).isEqualTo(413);
        assertThat(Client.send(untold).status()).isEqualTo(413);
        assertThat(admin.post("/api/v1/organizers", large, RepeatedWrites.HEADER, "large")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void anotherMediaTypeIsRefusedAsAProblemEvenToABrowser() {
        Answer answer = admin.post(
                "/api/v1/organizers",
                "code=a",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "text/html");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo(Problem.CONTENT_TYPE);
        assertThat(answer.text("type")).isEqualTo("/problems/unsupported-media-type");
    }

    @Test
    void aPathThatTheServerRefusesIsAProblemToo() {
        Answer answer = admin.get("/api/v1/organizers/bad/contacts/a%2Fb");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo(Problem.CONTENT_TYPE);
    }
}
