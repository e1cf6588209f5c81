package io.counterfoil.commands;

import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunObserver;
import io.counterfoil.runs.RunStatus;
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
        boolean retrieves = run.function() == InterfaceFunction.RETRIEVE_TICKET_STATUS;
        if (!retrieves && run.counts().entries() == 0 && run.status() == RunStatus.SUCCEEDED) {
            // nothing was to be printed
            return;
        }
        Instant at = run.endedAt() == null ? run.startedAt() : run.endedAt();
        out.println(line(run, at));
        out.flush();
    }

    private static String line(Run run, Instant at) {
        String what = switch (run.function()) {
            case RETRIEVE_TICKET_STATUS -> "changes from the wallet";
            case EXTERNAL_PRINTING -> "tickets to the wallet";
            case PUSH_CANCELLED -> "cancelled tickets to the wallet";
            case PUSH_CONTROLLED -> "controlled tickets to the wallet";
        };
        var counts = run.counts();
        return "%s  %-6s %4d %s: %d applied, %d unchanged, %d skipped, %d quarantined%s%s"
                .formatted(
                        TIME.format(at),
                        run.organizer(),
                        counts.entries(),
                        what,
                        counts.applied(),
                        counts.unchanged(),
                        counts.skipped(),
                        counts.quarantined(),
                        run.status() == RunStatus.SUCCEEDED ? "" : "; " + run.status(),
                        run.reason() == null ? "" : " (" + run.reason() + ")");
    }
}
