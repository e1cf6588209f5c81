package io.counterfoil.runs;

import io.counterfoil.database.DailyWork;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Forgets old runs with their events and raw calls. A run that went well and met no entry, as most do, tells nothing after a
 * week; the others are kept as long as the operator wants. The last run of each function always stays. What a run changed is
 * in the journal and the history, and stays.
 */
final class RunPruning implements DailyWork {
    private static final Duration QUIET_KEPT = Duration.ofDays(7);
    private static final int RUNS_A_TRANSACTION = 1000;

    private final OrganizerTransactions transactions;
    private final RunStore store;
    private final Clock clock;
    private final Duration kept;

    RunPruning(OrganizerTransactions transactions, RunStore store, Clock clock, Duration kept) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public String name() {
        return "forgetting old runs";
    }

    @Override
    public void run(OrganizerCode organizer) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant before = now.minus(kept);
        Instant quietBefore = kept.compareTo(QUIET_KEPT) < 0 ? before : now.minus(QUIET_KEPT);
        int forgotten;
        do {
            forgotten = transactions.writeAside(
                    organizer, () -> store.forget(organizer, before, quietBefore, RUNS_A_TRANSACTION));
        } while (forgotten == RUNS_A_TRANSACTION);
    }
}
