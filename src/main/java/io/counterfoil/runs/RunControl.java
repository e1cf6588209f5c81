package io.counterfoil.runs;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import java.util.UUID;
import java.util.function.Consumer;

/** Starting and stopping runs, for people and wallets. */
public final class RunControl {
    private final Runs runs;
    private final RunRequests requests;
    private final RunExecutor executor;
    private final Interfaces interfaces;
    private final Consumer<OrganizerCode> turns;

    /** @param turns lets an organizer's waiting runs take their turns, soon and elsewhere than on the caller's thread */
    RunControl(
            Runs runs,
            RunRequests requests,
            RunExecutor executor,
            Interfaces interfaces,
            Consumer<OrganizerCode> turns) {
        this.runs = runs;
        this.requests = requests;
        this.executor = executor;
        this.interfaces = interfaces;
        this.turns = turns;
    }

    /** Starts a run by hand, here and at once, unless another holds what it needs. */
    public Start start(
            OrganizerCode organizer, String interfaceCode, InterfaceFunction function, String actor, boolean dryRun) {
        interfaces.require(organizer, interfaceCode);
        Start start = runs.start(organizer, interfaceCode, function, StartedBy.MANUAL, actor, dryRun);
        if (start instanceof Start.Started(Run run, RunLease lease)) {
            OrganizerTransactions.afterCommit(() -> executor.execute(lease));
        }
        return start;
    }

    /**
     * The wallet says that something has changed: a run starts at once, or right after the one that goes on. False when the
     * function is paused: nothing starts until the interface is saved again.
     */
    public boolean wake(OrganizerCode organizer, String interfaceCode) {
        InterfaceFunction function = InterfaceFunction.RETRIEVE_TICKET_STATUS;
        if (interfaces.require(organizer, interfaceCode).function(function).pausedAt() != null) {
            return false;
        }
        requests.add(organizer, interfaceCode, function, StartedBy.WAKE);
        OrganizerTransactions.afterCommit(() -> turns.accept(organizer));
        return true;
    }

    /** Asks a run to stop after the page it is at. Stopping one that has ended, or twice, changes nothing. */
    public Run stop(OrganizerCode organizer, UUID runId, String actor) {
        Run run = runs.find(organizer, runId).orElseThrow(() -> Refusal.notFound("run", runId));
        if (runs.requestStop(organizer, runId, actor)) {
            OrganizerTransactions.afterCommit(() -> executor.stop(runId));
        }
        return runs.find(organizer, run.id()).orElse(run);
    }
}
