package io.counterfoil.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a mail server's pipe is told: 0 only for a mail that is stored, 75 for everything that may be better later. */
class MailPipeTest {
    private static final String MAIL = "From: anna@fan.example\nSubject: Été\n\nHello\n";

    private final List<String> posted = new ArrayList<>();
    private final StringWriter said = new StringWriter();
    private HttpServer server = server();
    private int status = 201;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            posted.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization") + " "
                            + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int pipe(InputStream mail, Map<String, String> environment, String... arguments) {
        CommandLine line = new CommandLine(new MailPipeCommand(mail, environment));
        line.setErr(new PrintWriter(said));
        return line.execute(arguments);
    }

    private int pipe(String mail) {
        return pipe(
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)),
                Map.of(
                        "COUNTERFOIL_TOKEN",
                        "t0ken",
                        "COUNTERFOIL_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort()),
                "--organizer",
                "opera",
                "--mailbox",
                "help desk");
    }

    @Test
    void aStoredMailIsGone() {
        assertThat(pipe(MAIL)).isZero();

        assertThat(posted)
                .containsExactly(
                        "POST /api/v1/organizers/opera/mailboxes/help%20desk/messages Bearer t0ken message/rfc822 "
                                + MAIL);
        assertThat(said.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 302, 400, 401, 403, 404, 413, 422, 500, 503})
    void anyOtherAnswerIsTriedAgain(int answer) {
        status = answer;

        assertThat(pipe(MAIL)).isEqualTo(75);
        assertThat(said.toString()).contains("the server says " + answer).doesNotContain("t0ken");
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() {
        server.stop(0);

        assertThat(pipe(MAIL)).isEqualTo(75);
    }

    @Test
    void aMissingTokenAndABrokenInputAreTriedAgain() throws IOException {
        InputStream broken = InputStream.nullInputStream();
        broken.close();
        InputStream whole = new ByteArrayInputStream(MAIL.getBytes(StandardCharsets.UTF_8));

        assertThat(pipe(whole, Map.of(), "--organizer", "o", "--mailbox", "m")).isEqualTo(75);
        assertThat(pipe(broken, Map.of("COUNTERFOIL_TOKEN", "t"), "--organizer", "o", "--mailbox", "m"))
                .isEqualTo(75);
        assertThat(posted).isEmpty();
    }

    @Test
    void noMailAndWrongUsageAreNot() {
        assertThat(pipe("")).isEqualTo(65);
        assertThat(pipe(InputStream.nullInputStream(), Map.of(), "--mailbox", "m"))
                .isEqualTo(64);
        assertThat(posted).isEmpty();
    }
}
