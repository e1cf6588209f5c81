package io.counterfoil.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.kernel.Ids;
import io.counterfoil.simulation.DatabaseResult;
import io.counterfoil.simulation.Preparation;
import io.counterfoil.sync.BenchEngine;
import io.counterfoil.tickets.TicketLedgers;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * This engine, Spring Batch and COPY, in turns, each round on a fresh copy of the same database. What each came to is
 * compared with the reference interpreter's result; nothing is told when one differs.
 */
final class SyncBenchmark {
    /** Who is measured. */
    enum Side {
        OURS,
        SPRING_BATCH,
        FLOOR
    }

    private static final String PEER_OPTIONS = "?reWriteBatchedInserts=true";
    private static final String WARM = "bench_warm";
    private static final String ROUND = "bench_round";

    private final Server server;
    private final World world;
    private final Feed feed;
    private final int rounds;
    private final boolean profile;
    private final Map<Side, List<Double>> seconds = new EnumMap<>(Side.class);
    private double statementsPerPage;

    private SyncBenchmark(Server server, World world, Feed feed, int rounds, boolean profile) {
        this.server = server;
        this.world = world;
        this.feed = feed;
        this.rounds = rounds;
        this.profile = profile;
    }

    /** Measures everything and tells it. */
    static SyncReport run(int tickets, int changes, int rounds, boolean profile) throws Exception {
        Progress.say("making up %d changes of %d tickets", changes, tickets);
        World world = World.of(tickets, changes);
        try (Server server = Server.start();
                Feed feed = world.feed()) {
            return new SyncBenchmark(server, world, feed, rounds, profile).run();
        }
    }

    private SyncReport run() throws Exception {
        prepare();
        CopyFloor floor = warmUp();
        Heap.reset();
        long heap = 0;
        for (int round = 1; round <= rounds; round++) {
            for (Side side : Side.values()) {
                if (side == Side.OURS) {
                    Heap.reset();
                }
                double time = measure(side, floor);
                if (side == Side.OURS) {
                    heap = Math.max(heap, Heap.peakMib());
                }
                seconds.computeIfAbsent(side, none -> new ArrayList<>()).add(time);
                Progress.say("round %d, %s: %.0f changes a second", round, side, world.changes() / time);
            }
        }
        return new SyncReport(world.changes(), seconds, statementsPerPage, heap);
    }

    private void prepare() throws SQLException {
        Progress.say("importing the tickets");
        try (HikariDataSource application = server.application(Server.TEMPLATE, "");
                BenchEngine engine = new BenchEngine(application)) {
            engine.prepare(feed.url());
            Ids ids = engine.bean(Ids.class);
            insertKnownBefore(ids);
            engine.importTickets(new ByteArrayInputStream(world.importFile()));
        }
        server.settle(Server.TEMPLATE);
    }

    private void insertKnownBefore(Ids ids) throws SQLException {
        try (Connection one = server.superuser(Server.TEMPLATE).getConnection()) {
            SingleConnectionDataSource always = new SingleConnectionDataSource(one, true);
            world.knownBefore().forEach(known -> Preparation.insert(always, BenchEngine.ORGANIZER, ids.next(), known));
        }
    }

    /** Both sides run once unmeasured; ours with its statements counted, and what it came to is what is copied. */
    private CopyFloor warmUp() throws Exception {
        server.copy(Server.TEMPLATE, WARM);
        server.settle(WARM);
        StatementMeter meter = new StatementMeter();
        try (HikariDataSource application = server.application(WARM, "");
                BenchEngine engine = new BenchEngine(meter.around(application))) {
            engine.sync();
        }
        statementsPerPage = (double) meter.statements() / world.pages().size();
        if (profile) {
            Progress.say(
                    "a page, with the JVM cold:%n%s",
                    meter.profile(world.pages().size()));
        }
        check(WARM, Side.OURS);
        CopyFloor floor = CopyFloor.between(
                server.superuser(Server.TEMPLATE),
                server.superuser(WARM),
                world.pages().size());
        server.drop(WARM);
        measure(Side.SPRING_BATCH, floor);
        return floor;
    }

    private double measure(Side side, CopyFloor floor) throws Exception {
        server.copy(Server.TEMPLATE, ROUND);
        if (side == Side.FLOOR) {
            floor.prepare(server.superuser(ROUND));
        }
        server.settle(ROUND);
        System.gc();
        CpuTime before = server.cpuTime();
        double time = switch (side) {
            case OURS -> ours();
            case SPRING_BATCH -> springBatch();
            case FLOOR -> {
                long start = System.nanoTime();
                floor.run(server.superuser(ROUND));
                yield since(start);
            }
        };
        if (profile) {
            Progress.say("%s: CPU %s", side, server.cpuTime().since(before));
        }
        check(ROUND, side);
        server.drop(ROUND);
        return time;
    }

    private double ours() {
        StatementMeter meter = new StatementMeter();
        try (HikariDataSource application = server.application(ROUND, "");
                BenchEngine engine = new BenchEngine(profile ? meter.around(application) : application)) {
            // the beans are made before: an installation has them
            engine.bean(TicketLedgers.class);
            long start = System.nanoTime();
            long applied = engine.sync();
            double time = since(start);
            if (applied != world.changes()) {
                throw new IllegalStateException("applied " + applied + " of " + world.changes() + " changes");
            }
            if (profile) {
                Progress.say("a page:%n%s", meter.profile(world.pages().size()));
            }
            return time;
        }
    }

    private double springBatch() throws Exception {
        try (HikariDataSource application = server.application(ROUND, PEER_OPTIONS);
                BenchEngine engine = new BenchEngine(application)) {
            engine.bean(TicketLedgers.class);
            long start = System.nanoTime();
            PeerJob.run(application, engine, feed.url());
            return since(start);
        }
    }

    private void check(String database, Side side) {
        String digest = DatabaseResult.of(server.superuser(database), BenchEngine.ORGANIZER)
                .sha256();
        if (!digest.equals(world.digest())) {
            throw new IllegalStateException("the result of " + side + " is " + digest
                    + " (expected: that of the reference interpreter, " + world.digest() + "); nothing is told");
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
