package io.counterfoil.runs;

/** Another node has taken the run over: whoever gets this writes nothing more for it. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLost(RunLease lease) {
        super("run " + lease.runId() + " was taken over, fencing " + lease.fencing() + " is too old");
    }
}
