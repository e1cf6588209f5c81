package io.counterfoil.runs;

import io.counterfoil.kernel.OrganizerCode;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a function has in hand while it runs. */
public final class RunContext {
    private final Runs runs;
    private final RunLease lease;
    private final BooleanSupplier stopping;

    RunContext(Runs runs, RunLease lease, BooleanSupplier stopping) {
        this.runs = runs;
        this.lease = lease;
        this.stopping = stopping;
    }

    /** A context outside of the scheduler, for tests and benchmarks. */
    public static RunContext of(Runs runs, RunLease lease, BooleanSupplier stopping) {
        return new RunContext(runs, lease, stopping);
    }

    public RunLease lease() {
        return lease;
    }

    public OrganizerCode organizer() {
        return lease.organizer();
    }

    public String interfaceCode() {
        return lease.interfaceCode();
    }

    public UUID runId() {
        return lease.runId();
    }

    /** A person asked to stop, the node shuts down, or another node has the run. Costs nothing: ask often. */
    public boolean stopping() {
        return stopping.getAsBoolean();
    }

    /** {@link Runs#checkpoint}, in the transaction that applies the page. */
    public void checkpoint(RunCounts page, @Nullable String key) {
        runs.checkpoint(lease, page, key);
    }

    /**
     * The same for a page of changes.
     *
     * @param times when they happened
     */
    public void checkpoint(RunCounts page, @Nullable String key, ChangeTimes times) {
        runs.checkpoint(lease, page, key, times);
    }

    /**
     * Says how far a run is that plans and stores nothing, in a transaction of its own.
     *
     * @param counts of all its pages so far
     * @param times when the changes of the last one happened
     */
    public void planned(int pages, RunCounts counts, ChangeTimes times) {
        runs.planned(lease, pages, counts, times);
    }

    /** Says how many entries there are, where that is known beforehand; what was said first stays. */
    public void expect(int entries) {
        runs.expect(lease, entries);
    }

    /** {@link Runs#event} at level INFO. */
    public void info(String message) {
        runs.event(lease, "INFO", message);
    }

    /** {@link Runs#event} at level WARN. */
    public void warn(String message) {
        runs.event(lease, "WARN", message);
    }

    /** {@link Runs#keepCall}. */
    public void keepCall(String request, int status, String body, int limitBytes) {
        runs.keepCall(lease, request, status, body, limitBytes);
    }
}
