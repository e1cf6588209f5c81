package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.counterfoil.Patience;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The lines of docs/howto/api.md do what the page says. */
@ApiServer
class ApiTourTest {
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");

    @LocalServerPort
    private int port;

    @Autowired
    private WalletClients walletClients;

    @TempDir
    private Path folder;

    @Test
    void everyLineOfTheTourWorks() throws Exception {
        assumeThat(Stream.of("/usr/bin/curl", "/bin/curl").map(Path::of)).anyMatch(Files::isExecutable);
        BoxOffice opera = BoxOffice.open(port, walletClients, "opera", FeedMode.EVERY_CHANGE);
        opera.imports("{\"ticketId\":\"OPERA-0001\",\"organization\":\"opera\",\"state\":\"PRINTED\"}");
        opera.admin()
                .put(
                        opera.path() + "/interfaces/wallet",
                        "{\"organization\":\"opera\",\"url\":\"http://localhost:" + port
                                + "/wallet/opera/organizer/tickets\",\"apiKey\":\"" + BoxOffice.KEY
                                + "\",\"schedule\":null}");
        Path script = Files.writeString(folder.resolve("tour.sh"), "set -euo pipefail\n" + lines());

        Process tour = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();

        assertThat(tour.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        String told = Files.readString(folder.resolve("out"));
        assertThat(tour.exitValue()).as(told).isZero();
        assertThat(told)
                .contains("\"ticketId\":\"TOUR/1\"")
                .contains("\"action\":\"TAKE_BACK\"")
                .contains("\"wouldSend\":2");
    }

    private String lines() throws IOException {
        return SHELL.matcher(Files.readString(Path.of("docs/howto/api.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("\n"))
                .replace("http://localhost:8080", "http://localhost:" + port)
                .replace("the-token-that-the-demo-printed", ApiServer.ADMIN);
    }
}
