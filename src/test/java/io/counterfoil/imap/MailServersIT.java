package io.counterfoil.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.Patience;
import io.counterfoil.commands.ServerProcess;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Debian's own mail servers and the packaged program: a fan's mails arrive by Postfix, one through Dovecot's IMAP, one through
 * Postfix's pipe, which begins before the program runs; an invitation and a reply go out by Postfix, and the answer to it joins. Skipped, with the reason, where they are not installed.
 */
@Timeout(Patience.SECONDS)
class MailServersIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ConditionFactory SOON = await().atMost(Patience.LONGEST)
            .pollInterval(Duration.ofMillis(100))
            .dontCatchUncaughtExceptions();

    @Test
    void mailsComeThroughDovecotAndThePipeAndOthersGoOut(@TempDir Path folder) throws Exception {
        String whyNot = DebianMail.whyNot().orElse("");
        assumeTrue(whyNot.isEmpty(), whyNot);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        GreenMail fans = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        fans.start();
        try (DebianMail servers =
                new DebianMail(folder, pipe(folder), fans.getSmtp().getPort())) {
            send(servers, "pipe@opera.example", "Through the pipe");
            send(servers, "help@opera.example", "Through the folder");
            SOON.until(() -> servers.log().contains("status=deferred (temporary failure"));
            Map<String, String> settings = Map.of(
                    "COUNTERFOIL_PUBLIC_URL", "https://tickets.opera.example",
                    "SPRING_MAIL_HOST", "127.0.0.1",
                    "SPRING_MAIL_PORT", Integer.toString(servers.smtp()),
                    "COUNTERFOIL_MAIL_FROM", "help@opera.example");
            try (ServerProcess server = ServerProcess.start(folder.resolve("server"), settings)) {
                Files.writeString(folder.resolve("port"), Integer.toString(server.port()));
                scenario(server.port(), servers, fans);
            }
        } finally {
            fans.stop();
        }
    }

    private static void scenario(int port, DebianMail servers, GreenMail fans) throws Exception {
        call(port, "POST", "/organizers", "{\"code\":\"opera\",\"name\":\"Opera\"}");
        ObjectNode imap = JSON.createObjectNode()
                .put("host", "localhost")
                .put("port", servers.imaps())
                .put("tls", "TLS")
                .put("certificate", servers.certificate())
                .put("user", "help")
                .put("password", "right")
                .put("cutOff", "2020-01-01")
                .put("after", "SEEN");
        ObjectNode help = JSON.createObjectNode().put("address", "help@opera.example");
        help.set("imap", imap);
        call(port, "PUT", "/organizers/opera/mailboxes/help", help.toString());
        call(port, "PUT", "/organizers/opera/mailboxes/pipe", "{\"address\":\"pipe@opera.example\"}");

        SOON.untilAsserted(() -> assertThat(cases(port)).contains("Through the pipe", "Through the folder"));
        call(
                port,
                "PUT",
                "/users/ada",
                "{\"email\":\"ada@fan.example\",\"name\":\"Ada\",\"roles\":{\"opera\":\"AGENT\"},\"invite\":true}");
        SOON.untilAsserted(() -> assertThat(fans.getReceivedMessages())
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .contains("ada@fan.example"));
        aReplyGoesOutAndItsAnswerComesBackIntoTheCase(port, servers, fans);
        assertThat(servers.log()).doesNotContain("status=bounced");
    }

    private static void aReplyGoesOutAndItsAnswerComesBackIntoTheCase(int port, DebianMail servers, GreenMail fans)
            throws Exception {
        String number = call(port, "GET", "/organizers/opera/cases?q=folder", "")
                .path("items")
                .path(0)
                .path("number")
                .asString();
        String one = "/organizers/opera/cases/" + number;
        call(port, "POST", one + "/replies", "{\"text\":\"They are in row 4.\"}");
        SOON.untilAsserted(
                () -> assertThat(subjects(fans)).anyMatch(subject -> subject.startsWith("Re: Through the folder")));
        String subject = subjects(fans).stream()
                .filter(each -> each.startsWith("Re: Through the folder"))
                .findFirst()
                .orElseThrow();
        assertThat(subject).endsWith(call(port, "GET", one, "").path("tag").asString());
        send(servers, "help@opera.example", subject);
        SOON.untilAsserted(
                () -> assertThat(call(port, "GET", one, "").path("entries").valueStream())
                        .filteredOn(entry -> entry.path("kind").asString().equals("USER"))
                        .hasSize(2));
    }

    private static List<String> subjects(GreenMail fans) throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage each : fans.getReceivedMessages()) {
            subjects.add(each.getSubject());
        }
        return subjects;
    }

    private static String cases(int port) throws IOException, InterruptedException {
        return call(port, "GET", "/organizers/opera/cases", "").toString();
    }

    /** What Postfix runs as a user who sees neither this checkout nor anybody's home: everything it needs is in the folder. */
    private static Path pipe(Path folder) throws IOException {
        Path jar = folder.resolve("counterfoil.jar");
        Files.copy(Path.of("target", "counterfoil.jar"), jar);
        Path script = folder.resolve("to-counterfoil");
        Files.writeString(script, """
                #!/bin/sh
                COUNTERFOIL_TOKEN=%s COUNTERFOIL_URL=http://127.0.0.1:$(cat %s/port 2>/dev/null)
                export COUNTERFOIL_TOKEN COUNTERFOIL_URL
                exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar %s mail-pipe --organizer "$1" --mailbox "$2"
                """.formatted(
                ServerProcess.ADMIN_TOKEN, folder, Path.of(System.getProperty("java.home"), "bin", "java"), jar));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private static void send(DebianMail servers, String to, String subject) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(servers.smtp()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("anna@fan.example", "Anna"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject);
        mail.setText("Where are my seats?");
        Transport.send(mail);
    }

    private static JsonNode call(int port, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Authorization", "Bearer " + ServerProcess.ADMIN_TOKEN)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode() / 100)
                .as(method + " " + path + ": " + answer.body())
                .isEqualTo(2);
        return JSON.readTree(answer.body());
    }
}
