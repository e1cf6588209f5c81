package io.counterfoil.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.sync.BenchEngine;
import io.counterfoil.tickets.TicketLedgers;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/**
 * The measured process: imports what comes on standard input, or syncs, and answers one line with seconds and the heap's
 * peaks in MiB. Nothing else is in its heap: tickets and changes are made up by the process that started it.
 */
final class MemoryPhase {
    /** What the process is to do. */
    enum Work {
        IMPORT,
        SYNC
    }

    /** Environment variable with the database's password. */
    static final String PASSWORD = "COUNTERFOIL_BENCH_PASSWORD";

    private MemoryPhase() {}

    /** Address and user of the database, the work, and how many changes are expected. */
    public static void main(String[] args) {
        PrintStream answer = System.out;
        System.setOut(System.err);
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        long expected = Long.parseLong(args[3]);
        try (HikariDataSource application = Server.pool(args[0], args[1], System.getenv(PASSWORD));
                BenchEngine engine = new BenchEngine(application)) {
            engine.bean(TicketLedgers.class);
            Heap.reset();
            AtomicLong kept = Heap.watchKept();
            long start = System.nanoTime();
            switch (Work.valueOf(args[2])) {
                case IMPORT -> engine.importTickets(System.in);
                case SYNC -> sync(engine, expected);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            answer.printf(Locale.ROOT, "%.3f %d %d%n", seconds, Heap.peakMib(), kept.get() >> 20);
            answer.flush();
        }
        System.exit(0);
    }

    /** A run ends by its time budget, the next one goes on. */
    private static void sync(BenchEngine engine, long expected) {
        long applied = 0;
        while (applied < expected) {
            long more = engine.sync();
            if (more == 0) {
                throw new IllegalStateException("applied " + applied + " changes (expected: " + expected + ")");
            }
            applied += more;
        }
    }
}
