package io.counterfoil.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.commands.RemoteNode.Answer;
import io.counterfoil.database.TestPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two processes share the work on one outside PostgreSQL, the oldest that is supported; one of them is killed in the middle of
 * a run, and the other finishes it. One test, since each start of a node costs seconds.
 */
@Order(5)
class TwoNodesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TICKETS = 100;
    private static final int PAGES = TICKETS / DiffPeer.PAGE;
    private static final int SLOW_PAGE = 3;
    /** The promise of domain rule 1. */
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(30);

    private static final String PASSWORD = "a password of the outside database";

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private EmbeddedPostgres postgres;
    private JdbcTemplate sql;

    @BeforeEach
    void startDatabase() {
        Path archive = TestPostgres.oldest().orElse(null);
        Assumptions.assumeTrue(
                archive != null,
                "there is no PostgreSQL beside the embedded one: the build fetches its programs for Linux on amd64 only;"
                        + " -Dcounterfoil.test-postgres=ARCHIVE names others");
        postgres = TestPostgres.start(archive);
        open.add(postgres);
        // as docs/howto/settings.md asks for: no superuser
        JdbcTemplate admin = new JdbcTemplate(postgres.getPostgresDatabase());
        admin.execute("create role tickets login createrole password '" + PASSWORD + "'");
        admin.execute("create database tickets owner tickets");
        sql = new JdbcTemplate(postgres.getDatabase("postgres", "tickets"));
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void twoNodesShareTheWorkAndOneFinishesWhatTheKilledOneHadBegun() throws Exception {
        // at the same moment, on an empty database: they take turns at the migrations
        ServerProcess firstProcess = launch("first", "text");
        ServerProcess secondProcess = launch("second", "ecs");
        RemoteNode first = new RemoteNode(firstProcess.awaitHealthy());
        RemoteNode second = new RemoteNode(secondProcess.awaitHealthy());

        DiffPeer wallet = opened(new DiffPeer(TICKETS, SLOW_PAGE));
        first.prepare("opera", wallet, "null");
        DiffPeer quiet = opened(new DiffPeer(0, 0));
        second.prepare("arena", quiet, "\"PT1S\"");

        String run = first.startRun("opera").json().path("id").asString();
        wallet.awaitMiddle();
        othersWait(first, second, run);
        scheduledRunsAreNotDoubled(second);

        Instant killed = Instant.now();
        firstProcess.killHard();
        wallet.goOn();
        JsonNode ended = awaitEnd(second, run);

        assertThat(Duration.between(killed, Instant.now())).isLessThan(TAKEN_OVER_WITHIN);
        assertThat(ended.path("status").asString()).as("%s", ended).isEqualTo("SUCCEEDED");
        assertThat(ended.path("pages").asInt()).isEqualTo(PAGES);
        assertThat(ended.path("entries").asInt()).isEqualTo(TICKETS);
        assertThat(ended.path("applied").asInt()).isEqualTo(TICKETS);
        assertThat(wallet.pages().subList(0, PAGES + 1))
                .as("the page whose answer nobody was left to read is asked for again, and no other")
                .containsExactly(1, 2, 3, 3, 4, 5);
        nothingIsLostOrDoubled();
        theWakeUpMadeOneMoreRun(second, run);
        logsHoldNoPersonalData(firstProcess, secondProcess);
    }

    private void othersWait(RemoteNode first, RemoteNode second, String run) {
        Answer refused = second.startRun("opera");
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.json().toString()).contains(run);
        assertThat(second.wake("opera").status()).isEqualTo(202);
        assertThat(first.wake("opera").status())
                .as("a second call finds the place taken, which is as good")
                .isEqualTo(202);
        assertThat(second.runsOf("opera").size()).isOne();
    }

    /** A schedule of a second, two nodes that both look: a run begins where the former has ended, and never two a second. */
    private static void scheduledRunsAreNotDoubled(RemoteNode node) {
        await("five scheduled runs", () -> node.runsOf("arena").size() >= 5);
        JsonNode runs = node.runsOf("arena");
        for (int i = 0; i + 1 < runs.size(); i++) {
            Instant began = Instant.parse(runs.get(i).path("startedAt").asString());
            Instant ended = Instant.parse(runs.get(i + 1).path("endedAt").asString());
            assertThat(began).as("%s", runs).isAfterOrEqualTo(ended);
        }
        Instant oldest =
                Instant.parse(runs.get(runs.size() - 1).path("startedAt").asString());
        Instant newest = Instant.parse(runs.get(0).path("startedAt").asString());
        assertThat((long) runs.size())
                .as("%s", runs)
                .isLessThanOrEqualTo(Duration.between(oldest, newest).toSeconds() + 2);
    }

    private void nothingIsLostOrDoubled() {
        assertThat(count("status_log")).isEqualTo(TICKETS);
        assertThat(count("held_entry")).isZero();
        assertThat(sql.queryForObject("""
                select count(*) from distribution d
                    join ticket_ownership o using (organizer, ticket_id)
                    join contact c on c.organizer = o.organizer and c.contact_id = o.cultural_contact
                where d.organizer = 'opera' and d.status = 'CONFIRMED' and d.new_contact = o.cultural_contact
                    and c.email like 'new%'""", Integer.class)).isEqualTo(TICKETS);
        assertThat(count("distribution")).isEqualTo(TICKETS);
        assertThat(count("contact")).as("old and new holders").isEqualTo(2 * TICKETS);
        assertThat(sql.queryForObject(
                        "select max(seq) - count(*) from journal where organizer = 'opera'", Integer.class))
                .as("gaps in the journal")
                .isZero();
    }

    private static void theWakeUpMadeOneMoreRun(RemoteNode node, String run) {
        await("the run after the wake-up call", () -> {
            JsonNode newest = node.runsOf("opera").get(0);
            return !newest.path("id").asString().equals(run)
                    && newest.path("status").asString().equals("SUCCEEDED");
        });
        JsonNode runs = node.runsOf("opera");
        assertThat(runs.size()).as("%s", runs).isEqualTo(2);
        assertThat(runs.get(0).path("startedBy").asString()).isEqualTo("WAKE");
        assertThat(runs.get(0).path("entries").asInt()).isZero();
    }

    private static void logsHoldNoPersonalData(ServerProcess text, ServerProcess ecs) {
        for (ServerProcess process : List.of(text, ecs)) {
            assertThat(process.log()).contains("Started Application").doesNotContain("example.org", "Holder", PASSWORD);
        }
        assertThat(ecs.log().lines()).allSatisfy(line -> {
            JsonNode event = JSON.readTree(line);
            assertThat(event.path("@timestamp").asString()).endsWith("Z");
            assertThat(event.path("message").asString()).isNotEmpty();
            assertThat(event.path("log").path("level").asString()).isNotEmpty();
        });
    }

    private static JsonNode awaitEnd(RemoteNode node, String run) {
        await(
                "the end of the run",
                () -> !node.run("opera", run).path("status").asString().equals("RUNNING"));
        return node.run("opera", run);
    }

    private ServerProcess launch(String name, String logFormat) {
        return opened(ServerProcess.launch(
                folder.resolve(name),
                Map.of(
                        "SPRING_DATASOURCE_URL",
                        "jdbc:postgresql://localhost:" + postgres.getPort() + "/tickets",
                        "SPRING_DATASOURCE_USERNAME",
                        "tickets",
                        "SPRING_DATASOURCE_PASSWORD",
                        PASSWORD,
                        "COUNTERFOIL_LOG_FORMAT",
                        logFormat,
                        "COUNTERFOIL_SECRET_KEY",
                        "the-same-secret-key-on-every-node-01")));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    private int count(String table) {
        Integer rows =
                sql.queryForObject("select count(*) from " + table + " where organizer = 'opera'", Integer.class);
        return rows == null ? 0 : rows;
    }

    private static void await(String what, BooleanSupplier happened) {
        Awaitility.await(what).atMost(Patience.LONGEST).pollInSameThread().until(happened::getAsBoolean);
    }
}
