package io.counterfoil.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.browser.Chromium;
import io.counterfoil.browser.FirstDay;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A killed process starts again on its folder and has lost nothing; one folder has one server. Where there is a browser the
 * new installation's first day is lived through before: no other test has one, and each start costs seconds. It is killed in the middle
 * of mails that are pushed to it, and of those that answer them.
 */
@Order(3)
class KilledServerIT {
    @TempDir
    private Path folder;

    /** A test that fails must not leave a database behind. */
    @AfterEach
    void endDatabase() throws Exception {
        Path pidFile = folder.resolve("data/postgres/postmaster.pid");
        if (Files.exists(pidFile)) {
            ProcessHandle.of(databasePid()).ifPresent(handle -> ServerProcess.killTree(handle.pid()));
        }
    }

    @Test
    void aKilledJvmAndThenAKilledEverythingLoseNothingAndASecondServerIsRefused() throws Exception {
        PushedMails mails = new PushedMails();
        try (mails) {
            killedTwice(mails);
        }
    }

    private void killedTwice(PushedMails mails) throws Exception {
        long orphan;
        try (FirstDay day = new FirstDay();
                ServerProcess first = ServerProcess.start(folder, day.settings())) {
            try (Chromium chromium = Chromium.startIfThere().orElse(null)) {
                if (chromium != null) {
                    day.at(chromium, first.url("/"), first.log());
                }
            }
            put("first");
            try (ServerProcess second = ServerProcess.launch(folder, Map.of())) {
                assertThat(second.awaitEnd()).isNotZero();
                assertThat(second.log())
                        .contains("is in use by another Counterfoil, process " + first.pid())
                        .doesNotContain("\tat ");
            }
            orphan = databasePid();
            mails.prepare(new RemoteNode(first));
            mails.push(new RemoteNode(first), 20);
            assertThat(ProcessHandle.of(orphan)).as("the database lives on").isPresent();
        }
        try (ServerProcess next = ServerProcess.start(folder, Map.of())) {
            assertThat(ProcessHandle.of(orphan)).as("the orphan was stopped").isEmpty();
            assertThat(count("first")).isOne();
            put("second");
            long database = databasePid();
            mails.push(new RemoteNode(next), 20);
            ServerProcess.killTree(database);
        }
        // the number of a dead server may belong to some other process by now, such as this one
        Path pidFile = folder.resolve("data/postgres/postmaster.pid");
        String stale = Files.readString(pidFile);
        Files.writeString(pidFile, ProcessHandle.current().pid() + stale.substring(stale.indexOf('\n')));
        Instant lastStart = Instant.now();
        try (ServerProcess last = ServerProcess.start(folder, Map.of())) {
            mails.push(new RemoteNode(last), PushedMails.ALL);
            try (Connection database = database()) {
                PushedMails.claimsOfTheDeadEnd(database, lastStart);
                mails.eachIsOneCaseAndAnsweredOnce(new RemoteNode(last), database);
            }
            assertThat(count("first")).isOne();
            assertThat(count("second")).isOne();
            assertThat(get(last, "/actuator/health")).contains("\"UP\"").doesNotContain("components");
        }
        assertThat(Files.exists(pidFile))
                .as("a server that was told to end stops its database")
                .isFalse();
    }

    private void put(String code) throws Exception {
        try (Connection connection = database();
                var insert = connection.prepareStatement(
                        "insert into organizer (code, name, created_at) values (?, ?, now())")) {
            insert.setString(1, code);
            insert.setString(2, code);
            insert.executeUpdate();
        }
    }

    private int count(String code) throws Exception {
        try (Connection connection = database();
                var select = connection.prepareStatement("select count(*) from organizer where code = ?")) {
            select.setString(1, code);
            try (var found = select.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    private Connection database() throws Exception {
        String port = Files.readString(folder.resolve("data/postgres.port")).strip();
        String password =
                Files.readString(folder.resolve("data/postgres.password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/counterfoil", "counterfoil", password);
    }

    private long databasePid() throws Exception {
        return Long.parseLong(Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static String get(ServerProcess server, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(server.url(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
