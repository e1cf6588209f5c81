package io.counterfoil.bench;

import io.counterfoil.sync.BenchEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * How old a change is when the back office shows it. Changes come into a wallet's diff one by one; at most once a second the
 * wallet posts its signed wake-up call to a real server, which has no other reason to ask. A change counts as visible when
 * another connection sees the pagination key that covers it, which is stored in the transaction of its rows.
 */
final class FreshnessBenchmark {
    private static final int TICKETS = 10_000;
    private static final int GAP = 2;
    private static final long BETWEEN_WAKE_UPS = Duration.ofSeconds(1).toNanos();
    private static final long BETWEEN_LOOKS_MILLIS = 5;
    private static final long LONGEST_REST = Duration.ofSeconds(60).toNanos();

    private final Server server;
    private final LiveServer live;
    private final Feed feed;
    private final Numbered numbered;
    private final int rate;
    private final int unmeasured;
    private final int changes;
    private final AtomicLong wakeUps = new AtomicLong();
    private final AtomicLong notTaken = new AtomicLong();
    private volatile boolean over;

    private FreshnessBenchmark(
            Server server, LiveServer live, Feed feed, int rate, Duration measured, Duration warmUp) {
        this.server = server;
        this.live = live;
        this.feed = feed;
        this.rate = rate;
        this.unmeasured = Math.toIntExact(rate * warmUp.toSeconds());
        this.changes = Math.toIntExact(unmeasured + rate * measured.toSeconds());
        this.numbered = new Numbered(
                TICKETS / GAP, GAP, Instant.now(), Duration.ofSeconds(1).dividedBy(rate));
    }

    /** Measures and tells it. */
    static FreshnessReport run(int rate, Duration measured, Duration warmUp) throws Exception {
        Path folder = Files.createTempDirectory("counterfoil-bench-server");
        Progress.say("starting a server");
        try (Server server = Server.start();
                Feed feed = new Feed(from -> empty());
                LiveServer live = LiveServer.start(server, folder)) {
            ByteArrayOutputStream tickets = new ByteArrayOutputStream();
            for (int number = 0; number < TICKETS; number++) {
                tickets.writeBytes(Numbered.importLine(number));
            }
            live.prepare(feed.url(), tickets.toByteArray());
            server.settle(Server.TEMPLATE);
            return new FreshnessBenchmark(server, live, feed, rate, measured, warmUp).run();
        } finally {
            delete(folder);
        }
    }

    private static byte[] empty() {
        return Numbered.past(1, GAP).page(0, 0);
    }

    private FreshnessReport run() throws SQLException, InterruptedException {
        Progress.say("%d changes a second, %d changes, the first %d not measured", rate, changes, unmeasured);
        long begin = System.nanoTime();
        feed.serve(from -> numbered.page(from, fetchable(begin)));
        Thread caller = Thread.ofPlatform().name("wake-up-calls").start(this::callEverySecond);
        double[] millis;
        try {
            millis = watch(begin);
        } finally {
            over = true;
            caller.join();
        }
        NumberedCheck check = new NumberedCheck(server.superuser(Server.TEMPLATE), numbered);
        check.tickets(TICKETS);
        check.changes(changes, 0, 0);
        if (notTaken.get() > 0) {
            throw new IllegalStateException(
                    notTaken + " of " + wakeUps + " wake-up calls were not taken; nothing is told");
        }
        Long runs = server.admin(Server.TEMPLATE).queryForObject("select count(*) from run", Long.class);
        return FreshnessReport.of(
                rate, Arrays.copyOfRange(millis, unmeasured, changes), wakeUps.get(), runs == null ? 0 : runs);
    }

    /** How many changes the diff tells by now. */
    private int fetchable(long begin) {
        return (int)
                Math.min(changes, (System.nanoTime() - begin) / numbered.pace().toNanos() + 1);
    }

    private void callEverySecond() {
        try {
            while (!over) {
                long start = System.nanoTime();
                wakeUps.incrementAndGet();
                if (!taken()) {
                    notTaken.incrementAndGet();
                }
                Thread.sleep(Duration.ofNanos(Math.max(0, BETWEEN_WAKE_UPS - (System.nanoTime() - start))));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean taken() throws InterruptedException {
        try {
            return live.wake();
        } catch (IOException lost) {
            return false;
        }
    }

    /** Milliseconds from fetchable to seen, by change; what is seen is seen up to a look later than it was committed. */
    private double[] watch(long begin) throws SQLException, InterruptedException {
        double[] millis = new double[changes];
        long pace = numbered.pace().toNanos();
        int seen = 0;
        try (Connection connection = server.superuser(Server.TEMPLATE).getConnection();
                PreparedStatement look =
                        connection.prepareStatement("select pagination_key from sync_position where organizer = ?")) {
            look.setString(1, BenchEngine.ORGANIZER.value());
            while (seen < changes) {
                int covered = covered(look);
                long now = System.nanoTime();
                for (; seen < covered; seen++) {
                    millis[seen] = (now - begin - seen * pace) / 1e6;
                }
                if (now - begin > changes * pace + LONGEST_REST) {
                    throw new IllegalStateException(
                            seen + " changes are visible (expected: " + changes + "); nothing is told");
                }
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            }
        }
        return millis;
    }

    private static int covered(PreparedStatement look) throws SQLException {
        try (ResultSet row = look.executeQuery()) {
            String key = row.next() ? row.getString(1) : null;
            return key == null || key.isEmpty() ? 0 : Integer.parseInt(key);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
