package io.counterfoil.runs;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets an organizer's runs take their turns: what is due takes its place, what a dead node left is taken over, what waits
 * starts as soon as nothing holds what it needs. May be called at any time, on any node, and by several at once: leases
 * decide.
 */
final class RunTurns {
    /** A node may die at any moment: so often somebody looks. With {@link Runs#DEAD_AFTER} this is less than 30 s. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final RunRequests requests;
    private final Runs runs;
    private final RunExecutor executor;
    private final Clock clock;

    RunTurns(RunRequests requests, Runs runs, RunExecutor executor, Clock clock) {
        this.requests = requests;
        this.runs = runs;
        this.executor = executor;
        this.clock = clock;
    }

    void take(OrganizerCode organizer) {
        if (executor.isClosing() || !requests.hasWork(organizer)) {
            return;
        }
        requests.addDue(organizer);
        runs.takeOver(organizer).forEach(executor::execute);
        for (RunRequest request : requests.waiting(organizer)) {
            requests.start(organizer, request).ifPresent(executor::execute);
        }
    }

    /** When somebody should look again, if nothing calls before. */
    Instant next(OrganizerCode organizer) {
        Instant latest = clock.instant().plus(LOOK_EVERY);
        return requests.nextDue(organizer).filter(due -> due.isBefore(latest)).orElse(latest);
    }
}
