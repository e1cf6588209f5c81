package io.counterfoil.commands;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code mail-pipe}: what a mail server's pipe runs for each mail. Its exit codes are those of sysexits.h, which mail servers know:
 * 0 only when the mail is stored, 75 whenever it is not, so that the mail server keeps it and tries again; a mail is never given
 * back to its sender because of us.
 */
@Command(
        name = "mail-pipe",
        description = "Hand the mail on standard input to a running server, for a mail server's pipe.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = MailPipeCommand.USAGE,
        footer = {
            "",
            "The API token comes from COUNTERFOIL_TOKEN. Exit codes: 0 the mail is stored, 75 it is not and should be tried"
                    + " again, 64 wrong usage, 65 there was no mail."
        })
final class MailPipeCommand implements Callable<Integer> {
    static final int USAGE = 64;
    private static final int NO_MAIL = 65;
    private static final int TRY_AGAIN = 75;
    private static final int CREATED = 201;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofMinutes(5);

    private final InputStream in;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--organizer", required = true, description = "The organizer's code.")
    private String organizer = "";

    @Option(names = "--mailbox", required = true, description = "The mailbox's code.")
    private String mailbox = "";

    @Option(names = "--url", description = "The server; else COUNTERFOIL_URL, else http://localhost and SERVER_PORT.")
    private @Nullable URI url;

    MailPipeCommand() {
        this(System.in, System.getenv());
    }

    MailPipeCommand(InputStream in, Map<String, String> environment) {
        this.in = in;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (PushbackInputStream mail = new PushbackInputStream(in)) {
            int first = mail.read();
            if (first < 0) {
                return say(NO_MAIL, "there is no mail on standard input");
            }
            mail.unread(first);
            return post(mail);
        } catch (IOException | Refusal | IllegalArgumentException failure) {
            return say(TRY_AGAIN, "not stored: " + failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return say(TRY_AGAIN, "not stored: stopped");
        }
    }

    private int post(InputStream mail) throws IOException, InterruptedException {
        // not checked as a whole: the user of a mail server sees no data folder
        Installation installation = new Installation(environment);
        URI server = url != null
                ? url
                : URI.create(installation.setting(Settings.URL).orElseGet(installation::ownUrl));
        String token = installation
                .setting(Settings.TOKEN)
                .or(() -> installation.setting(Settings.ADMIN_TOKEN))
                .orElseThrow(() -> Refusal.invalid("COUNTERFOIL_TOKEN", null, "an API token"));
        String path = ImportCommand.path(organizer) + "/mailboxes/" + ImportCommand.encoded(mailbox) + "/messages";
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(TOTAL)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "message/rfc822")
                .header("Accept", "application/json")
                .header("User-Agent", "counterfoil-mail-pipe")
                .POST(BodyPublishers.ofInputStream(() -> mail))
                .build();
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == CREATED
                    ? 0
                    : say(
                            TRY_AGAIN,
                            "not stored: the server says " + answer.statusCode() + " " + Excerpt.of(answer.body()));
        }
    }

    private int say(int code, String words) {
        spec.commandLine().getErr().println("mail-pipe: " + words);
        spec.commandLine().getErr().flush();
        return code;
    }
}
