package io.counterfoil.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.bench.MemoryPhase.Work;
import io.counterfoil.sync.BenchEngine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * A large import and a long sync, each in a process with a small heap of its own. Both streams are made up here while they
 * are read.
 */
final class MemoryBenchmark {
    private static final int TOLD_EVERY = 100_000;
    /** So many of a hundred tickets change for a hundred changes, as in the benchmark of speed. */
    private static final int MOVING_PERCENT = 43;

    private final Server server;
    private final int tickets;
    private final int changes;
    private final int heapMib;

    private MemoryBenchmark(Server server, int tickets, int changes, int heapMib) {
        this.server = server;
        this.tickets = tickets;
        this.changes = changes;
        this.heapMib = heapMib;
    }

    /** Measures both and tells it. */
    static MemoryReport run(int tickets, int changes, int heapMib) throws Exception {
        int moving = Math.clamp((long) changes * MOVING_PERCENT / 100, 1, tickets / 2);
        Numbered numbered = Numbered.past(moving, tickets / moving);
        try (Server server = Server.start();
                Feed feed = new Feed(from -> {
                    if (from % TOLD_EVERY == 0) {
                        Progress.say("%d changes were asked for", from);
                    }
                    return numbered.page(from, changes);
                })) {
            return new MemoryBenchmark(server, tickets, changes, heapMib).run(numbered, feed.url());
        }
    }

    private MemoryReport run(Numbered numbered, String feed) throws Exception {
        try (HikariDataSource application = server.application(Server.TEMPLATE, "");
                BenchEngine engine = new BenchEngine(application)) {
            engine.prepare(feed);
        }
        NumberedCheck check = new NumberedCheck(server.superuser(Server.TEMPLATE), numbered);
        Progress.say("importing %d tickets with a heap of %d MiB", tickets, heapMib);
        MemoryReport.Phase imported = phase(Work.IMPORT, tickets);
        check.tickets(tickets);
        server.settle(Server.TEMPLATE);
        Progress.say("syncing %d changes with a heap of %d MiB", changes, heapMib);
        MemoryReport.Phase synced = phase(Work.SYNC, changes);
        check.tickets(tickets);
        check.changes(changes, 0, 0);
        return new MemoryReport(heapMib, imported, synced);
    }

    private MemoryReport.Phase phase(Work work, int count) throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(
                MemoryPhase.class,
                List.of("-Xmx" + heapMib + "m"),
                Map.of(MemoryPhase.PASSWORD, server.address().password()),
                List.of(server.url(Server.TEMPLATE), server.address().user(), work.name(), Integer.toString(count)))) {
            if (work == Work.IMPORT) {
                writeTickets(child.input());
            }
            return MemoryReport.Phase.of(count, child.answer());
        }
    }

    private void writeTickets(OutputStream to) throws IOException {
        try (OutputStream lines = new BufferedOutputStream(to, 1 << 16)) {
            for (int number = 0; number < tickets; number++) {
                if (number % TOLD_EVERY == 0) {
                    Progress.say("%d tickets were read", number);
                }
                lines.write(Numbered.importLine(number));
            }
        }
    }
}
