package io.counterfoil.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.sync.BenchEngine;
import io.counterfoil.tickets.TicketLedgers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Whether a change costs more where more tickets are stored: the same changes of the same tickets on two databases of one
 * server, in turns. The tickets that change are all of the small database's, and lie scattered over the large one.
 */
final class GrowthBenchmark {
    /** Each of the tickets changes so often in a round: asked, passed on, downloaded, given a holder. */
    private static final int CHANGES_A_TICKET = 4;

    private static final String SMALL = "bench_small";
    private static final String LARGE = "bench_large";

    private final Server server;
    private final Feed feed;
    private final int few;
    private final int step;
    private final int rounds;
    private final Numbered numbered;
    private final boolean profile;

    private GrowthBenchmark(Server server, Feed feed, int few, int step, int rounds, boolean profile) {
        this.server = server;
        this.feed = feed;
        this.few = few;
        this.step = step;
        this.rounds = rounds;
        this.numbered = Numbered.past(few, step);
        this.profile = profile;
    }

    /** One of the two databases and what it has come to. */
    private record Side(String name, Filling filling, List<Double> seconds) {}

    /** Measures both and tells it. */
    static GrowthReport run(int few, int many, int rounds, boolean profile) throws SQLException {
        int step = many / few;
        if (step < 10 || step % 10 != 0) {
            throw new IllegalArgumentException(
                    few + " and " + many + " tickets (expected: 10 times as many, or 20, 30 ...)");
        }
        try (Server server = Server.start();
                Feed feed = new Feed(from -> new byte[0])) {
            return new GrowthBenchmark(server, feed, few, step, rounds, profile).run();
        }
    }

    private GrowthReport run() throws SQLException {
        try (HikariDataSource application = server.application(Server.TEMPLATE, "");
                BenchEngine engine = new BenchEngine(application)) {
            engine.prepare(feed.url());
        }
        List<Side> sides = List.of(side(SMALL, step), side(LARGE, 1));
        // round 0 is not told: the JVM warms up
        for (int round = 0; round <= rounds; round++) {
            for (Side side : sides) {
                double seconds = measure(side, round);
                if (round > 0) {
                    side.seconds().add(seconds);
                }
                Progress.say(
                        "round %d, %s: %.0f changes a second", round, side.name(), few * CHANGES_A_TICKET / seconds);
            }
        }
        for (Side side : sides) {
            check(side);
        }
        return new GrowthReport(
                few * CHANGES_A_TICKET,
                few,
                (long) few * step,
                sides.getFirst().seconds(),
                sides.getLast().seconds(),
                megabytes(SMALL),
                megabytes(LARGE));
    }

    private Side side(String name, int apart) {
        long start = System.nanoTime();
        server.copy(Server.TEMPLATE, name);
        Filling filling = new Filling(server.admin(name), (long) few * step, apart);
        filling.fill();
        server.settle(name);
        Progress.say(
                "filled %s with %d tickets in %.0f s",
                name, (long) few * step / apart, (System.nanoTime() - start) / 1e9);
        return new Side(name, filling, new ArrayList<>());
    }

    private double measure(Side side, int round) {
        long changes = (long) few * CHANGES_A_TICKET;
        feed.serve(from -> numbered.page(Math.max(from, round * changes), (round + 1) * changes));
        server.admin(side.name()).execute("checkpoint");
        System.gc();
        StatementMeter meter = new StatementMeter();
        try (HikariDataSource pool = server.application(side.name(), "");
                BenchEngine engine = new BenchEngine(dataSource(pool, meter))) {
            engine.bean(TicketLedgers.class);
            long start = System.nanoTime();
            long applied = engine.sync();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (applied != changes) {
                throw new IllegalStateException("applied " + applied + " changes (expected: " + changes + ")");
            }
            if (profile) {
                Progress.say("%s, a page:%n%s", side.name(), meter.profile((int) (changes / 1000)));
            }
            return seconds;
        }
    }

    private DataSource dataSource(DataSource pool, StatementMeter meter) {
        return profile ? meter.around(pool) : pool;
    }

    private void check(Side side) throws SQLException {
        NumberedCheck check = new NumberedCheck(server.superuser(side.name()), numbered);
        check.changes(
                (long) few * CHANGES_A_TICKET * (rounds + 1),
                side.filling().logEntries(),
                side.filling().distributionLines());
    }

    private long megabytes(String database) {
        Long bytes = server.admin(database).queryForObject("select pg_database_size(?)", Long.class, database);
        return bytes == null ? 0 : bytes >> 20;
    }
}
