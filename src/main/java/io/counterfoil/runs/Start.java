package io.counterfoil.runs;

import java.time.Instant;
import java.util.UUID;

/** What came of starting a run. */
public sealed interface Start {
    record Started(Run run, RunLease lease) implements Start {}

    /**
     * Another run holds the lease.
     *
     * @param interfaceCode the interface that it is for
     * @param since when it started
     */
    record Busy(String interfaceCode, UUID runId, Instant since, String actor) implements Start {
        /** Who holds it and since when, for people. */
        public String message() {
            return "run " + runId + " of interface " + interfaceCode + ", started by " + actor + ", is going on since "
                    + since;
        }
    }
}
