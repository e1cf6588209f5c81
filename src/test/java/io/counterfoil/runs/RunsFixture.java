package io.counterfoil.runs;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.InterfaceFunction;

/** Runs started and ended by hand, for tests of other modules. */
public final class RunsFixture {
    private RunsFixture() {}

    /** A manual run of retrieving. */
    public static Start start(Runs runs, OrganizerCode organizer, String interfaceCode, boolean dryRun) {
        return runs.start(
                organizer, interfaceCode, InterfaceFunction.RETRIEVE_TICKET_STATUS, StartedBy.MANUAL, "test", dryRun);
    }

    /** Frees the lease; which status the run gets is not looked at. */
    public static void finish(Runs runs, RunLease lease) {
        runs.finish(lease, RunStatus.SUCCEEDED, null, null);
    }
}
