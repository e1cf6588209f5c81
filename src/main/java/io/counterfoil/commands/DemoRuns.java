package io.counterfoil.commands;

import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunObserver;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Prints one line for each run that ended, in the time of this machine. */
final class DemoRuns implements RunObserver {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final PrintWriter out;

    private DemoRuns(PrintWriter out) {
        this.out = out;
    }

    static ApplicationContextInitializer<GenericApplicationContext> printing(PrintWriter out) {
        return context -> context.registerBean("demoRuns", RunObserver.class, () -> new DemoRuns(out));
    }

    @Override
    public void ended(Run run) {
        Instant at = run.endedAt() == null ? run.startedAt() : run.endedAt();
        out.println(line(run, at));
        out.flush();
    }

    private static String line(Run run, Instant at) {
        var counts = run.counts();
        return "%s  %-6s %s: %d changes, %d applied, %d unchanged, %d skipped, %d quarantined%s"
                .formatted(
                        TIME.format(at),
                        run.organizer(),
                        run.status(),
                        counts.entries(),
                        counts.applied(),
                        counts.unchanged(),
                        counts.skipped(),
                        counts.quarantined(),
                        run.reason() == null ? "" : " (" + run.reason() + ")");
    }
}
