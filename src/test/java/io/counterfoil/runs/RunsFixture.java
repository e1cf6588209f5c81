package io.counterfoil.runs;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.InterfaceFunction;
import java.time.Clock;
import javax.sql.DataSource;

/** Runs without a scheduler, for tests of the functions that run. */
public final class RunsFixture {
    private RunsFixture() {}

    public static Runs runs(OrganizerTransactions transactions, DataSource dataSource, Ids ids, Clock clock) {
        return new Runs(transactions, new RunStore(dataSource), new LeaseStore(dataSource), ids, clock, "test");
    }

    /** Starts a run that nobody executes. */
    public static RunLease start(
            Runs runs, OrganizerCode organizer, String interfaceCode, InterfaceFunction function, boolean dryRun) {
        Start start = runs.start(organizer, interfaceCode, function, StartedBy.MANUAL, "anna", dryRun);
        if (start instanceof Start.Started(Run run, RunLease lease)) {
            return lease;
        }
        throw new AssertionError(start);
    }

    /** Executes the function to its end and stores how it ended. */
    public static Run execute(Runs runs, RunLease lease, RunFunction function) {
        return switch (function.execute(RunContext.of(runs, lease, () -> false))) {
            case RunEnd.Ended(RunStatus status, String reason, String report) ->
                runs.finish(lease, status, reason, report);
            case RunEnd.LeftOff() -> throw new AssertionError("left off without being asked to");
        };
    }

    /** Frees the lease; which status the run gets is not looked at. */
    public static void finish(Runs runs, RunLease lease) {
        runs.finish(lease, RunStatus.SUCCEEDED, null, null);
    }

    /** The lease as a node has it that does not know yet that another took the run over. */
    public static RunLease outdated(RunLease lease) {
        return new RunLease(
                lease.organizer(),
                lease.runId(),
                lease.interfaceCode(),
                lease.function(),
                lease.dryRun(),
                lease.fencing() - 1,
                false);
    }
}
