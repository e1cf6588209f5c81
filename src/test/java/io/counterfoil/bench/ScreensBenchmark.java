package io.counterfoil.bench;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.bench.Screens.Screen;
import io.counterfoil.sync.BenchEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * How long the server takes for each list, search and page of the back office where much is stored. The whole program runs
 * as a process of its own; what is told is its own time for a request, from its first line to the last byte of the packed
 * answer, as its log of requests says it. The screens take turns, each call with other values, as people ask.
 */
final class ScreensBenchmark {
    /** Calls of each screen before the measured ones: the JVM compiles, prepared statements get their lasting plans. */
    private static final int UNMEASURED = 40;

    private static final int CALLS_COUNTED = 4;
    /** Counts statements while it is told to, which it is not while times are taken. */
    private static final String COUNTING = """
            shared_preload_libraries = 'pg_stat_statements'
            pg_stat_statements.track = none
            pg_stat_statements.track_utility = off
            """;

    private static final String LOG = "requests.log";

    private final JdbcTemplate database;
    private final ScreenClient client;
    private final Path requests;
    private final int rounds;
    private final boolean profile;

    private ScreensBenchmark(JdbcTemplate database, ScreenClient client, Path requests, int rounds, boolean profile) {
        this.database = database;
        this.client = client;
        this.requests = requests;
        this.rounds = rounds;
        this.profile = profile;
    }

    /**
     * What is asked for.
     *
     * @param folder where the filled database is kept and found again; null: thrown away
     * @param only screens whose name holds this
     */
    record Wanted(
            int tickets,
            int contacts,
            int rounds,
            boolean profile,
            @Nullable Path folder,
            String only) {}

    static ScreensReport run(Wanted wanted) throws Exception {
        Path folder = wanted.folder() == null
                ? Files.createTempDirectory("counterfoil-bench")
                : Files.createDirectories(wanted.folder());
        Path filled = folder.resolve("filled");
        boolean again = Files.exists(filled);
        if (!again) {
            // a filling that was broken off is worth nothing
            delete(folder.resolve("database"));
            delete(folder.resolve("data"));
        }
        try (Server server = Server.start(folder.resolve("database"), true, COUNTING)) {
            JdbcTemplate database = server.admin(Server.TEMPLATE);
            if (again) {
                Progress.say("using what %s holds", folder);
            } else {
                fill(server, wanted);
                Files.createFile(filled);
            }
            database.execute("create extension if not exists pg_stat_statements");
            server.settle(Server.TEMPLATE);
            Path requests = folder.resolve(LOG);
            Files.deleteIfExists(requests);
            try (LiveServer live = LiveServer.start(server, folder, logOfRequests(folder));
                    ScreenClient client = ScreenClient.signedIn(live)) {
                return new ScreensBenchmark(database, client, requests, wanted.rounds(), wanted.profile())
                        .measure(Screens.all(database).stream()
                                .filter(screen -> screen.name().contains(wanted.only()))
                                .toList());
            }
        } finally {
            if (wanted.folder() == null) {
                delete(folder);
            }
        }
    }

    private static Map<String, String> logOfRequests(Path folder) {
        return Map.of(
                "SERVER_TOMCAT_ACCESSLOG_ENABLED", "true",
                "SERVER_TOMCAT_ACCESSLOG_DIRECTORY", folder.toAbsolutePath().toString(),
                "SERVER_TOMCAT_ACCESSLOG_PREFIX", "requests",
                "SERVER_TOMCAT_ACCESSLOG_SUFFIX", ".log",
                "SERVER_TOMCAT_ACCESSLOG_ROTATE", "false",
                "SERVER_TOMCAT_ACCESSLOG_BUFFERED", "false",
                // microseconds
                "SERVER_TOMCAT_ACCESSLOG_PATTERN", "%{" + ScreenClient.MARK + "}i %D %U%q");
    }

    private static void fill(Server server, Wanted wanted) throws SQLException {
        long start = System.nanoTime();
        try (HikariDataSource application = server.application(Server.TEMPLATE, "");
                BenchEngine engine = new BenchEngine(application)) {
            engine.prepare("http://127.0.0.1:9/organizer/tickets");
        }
        try (Connection one = server.superuser(Server.TEMPLATE).getConnection()) {
            new BackOfficeFilling(
                            new SingleConnectionDataSource(one, true),
                            wanted.tickets(),
                            wanted.contacts(),
                            Instant.now().toString())
                    .fill();
        }
        Progress.say("filled in %.0f s", (System.nanoTime() - start) / 1e9);
    }

    private ScreensReport measure(List<Screen> screens) throws IOException, InterruptedException {
        Progress.say("%d screens, %d calls each before measuring", screens.size(), UNMEASURED);
        for (int round = 0; round < UNMEASURED; round++) {
            for (Screen screen : screens) {
                client.get(screen.path().get(), "");
            }
        }
        Progress.say("measuring, %d calls each", rounds);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < screens.size(); i++) {
                client.get(screens.get(i).path().get(), Integer.toString(i));
            }
        }
        Map<Integer, List<Double>> millis = millis(screens.size() * rounds);
        List<ScreensReport.Line> lines = new ArrayList<>();
        database.execute("alter system set pg_stat_statements.track = 'top'");
        database.execute("select pg_reload_conf()");
        for (int i = 0; i < screens.size(); i++) {
            lines.add(ScreensReport.Line.of(
                    screens.get(i),
                    millis.getOrDefault(i, List.of()),
                    statements(screens.get(i)),
                    weight(screens.get(i))));
        }
        database.execute("alter system reset pg_stat_statements.track");
        Long tickets = database.queryForObject("select count(*) from ticket", Long.class);
        Long contacts = database.queryForObject("select count(*) from contact", Long.class);
        return new ScreensReport(tickets == null ? 0 : tickets, contacts == null ? 0 : contacts, rounds, lines);
    }

    /** From the log of requests, by number of the screen. A line is written after its answer, so the last may be missing yet. */
    private Map<Integer, List<Double>> millis(int expected) {
        List<String[]> measured;
        try {
            measured = await().pollInSameThread().until(this::measured, all -> all.size() == expected);
        } catch (ConditionTimeoutException few) {
            throw new IllegalStateException(
                    "the log of requests has not " + expected + " measured ones; nothing is told", few);
        }
        Map<Integer, List<Double>> millis = new HashMap<>();
        measured.forEach(line -> millis.computeIfAbsent(Integer.valueOf(line[0]), none -> new ArrayList<>())
                .add(Long.parseLong(line[1]) / 1000.0));
        return millis;
    }

    private List<String[]> measured() throws IOException {
        try (Stream<String> lines = Files.lines(requests)) {
            return lines.map(line -> line.split(" ", 3))
                    .filter(line -> !line[0].equals("-"))
                    .toList();
        }
    }

    /** Statements of one call, whatever else the server does meanwhile left out. */
    private double statements(Screen screen) throws IOException, InterruptedException {
        database.execute("select pg_stat_statements_reset()");
        for (int call = 0; call < CALLS_COUNTED; call++) {
            client.get(screen.path().get(), "");
        }
        String own =
                "from pg_stat_statements where userid = 'counterfoil_app'::regrole and query not like '%scheduled_tasks%'"
                        + " and query not like '%outgoing_mail%'";
        if (profile) {
            Progress.say(
                    "%s%n%s",
                    screen.name(),
                    String.join(
                            "\n",
                            database.queryForList("""
                    select format('%8s ms %5s x  %s', round((total_exec_time / 4)::numeric, 2), round(calls / 4.0, 1),
                        left(regexp_replace(query, '\\s+', ' ', 'g'), 150))
                    """ + own + " order by total_exec_time desc limit 5", String.class)));
        }
        Double calls = database.queryForObject("select coalesce(sum(calls), 0) / 4.0 " + own, Double.class);
        return calls == null ? 0 : calls;
    }

    private PageWeight weight(Screen screen) throws IOException, InterruptedException {
        HttpResponse<byte[]> page = client.get(screen.path().get(), "");
        return PageWeight.of(page, path -> {
            try {
                return client.get(path, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
