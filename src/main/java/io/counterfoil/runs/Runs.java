package io.counterfoil.runs;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceFunction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may work now, what was done, and what is known of it. Each method opens the organizer's transaction or joins the one
 * that is open. A node whose clock is wrong by seconds does no harm: what is written is guarded by fencing numbers, clocks
 * only say when to take over.
 */
public final class Runs {
    /** Without a sign of life for so long, a run's node counts as dead. */
    static final Duration DEAD_AFTER = Duration.ofSeconds(15);

    private static final int LONGEST_MESSAGE = 8000;

    private final OrganizerTransactions transactions;
    private final RunStore store;
    private final LeaseStore leases;
    private final Ids ids;
    private final Clock clock;
    private final String node;

    Runs(OrganizerTransactions transactions, RunStore store, LeaseStore leases, Ids ids, Clock clock, String node) {
        this.transactions = transactions;
        this.store = store;
        this.leases = leases;
        this.ids = ids;
        this.clock = clock;
        this.node = node;
    }

    /** Starts a run unless another holds what it needs; who started must then have it executed. */
    Start start(
            OrganizerCode organizer,
            String interfaceCode,
            InterfaceFunction function,
            StartedBy startedBy,
            String actor,
            boolean dryRun) {
        return transactions.write(organizer, () -> {
            String name = RunLease.nameOf(interfaceCode, function);
            Optional<UUID> holder = leases.holder(organizer, name);
            if (holder.isPresent()) {
                Run running = store.find(organizer, holder.get()).orElseThrow();
                return new Start.Busy(running.interfaceCode(), running.id(), running.startedAt(), running.actor());
            }
            Run run = newRun(organizer, interfaceCode, function, startedBy, actor, dryRun);
            store.insert(run);
            long fencing = leases.give(organizer, name, run.id(), node, run.startedAt());
            return new Start.Started(
                    run, new RunLease(organizer, run.id(), interfaceCode, function, dryRun, fencing, false));
        });
    }

    /** Throws {@link LeaseLost} unless this holder still holds; it then does until the open transaction ends. */
    public void assertHeld(RunLease lease) {
        if (!leases.isHeld(lease)) {
            throw new LeaseLost(lease);
        }
    }

    /**
     * Counts a page, in the transaction that applies it.
     *
     * @param key the pagination key after it; null for functions without one
     * @throws LeaseLost when another node has taken the run over: the transaction must not be committed
     */
    public void checkpoint(RunLease lease, RunCounts page, @Nullable String key) {
        checkpoint(lease, page, key, ChangeTimes.UNKNOWN);
    }

    /** @param times when the page's changes happened */
    void checkpoint(RunLease lease, RunCounts page, @Nullable String key, ChangeTimes times) {
        transactions.writeOnly(lease.organizer(), () -> {
            assertHeld(lease);
            store.addPage(lease.organizer(), lease.runId(), page, key, times);
        });
    }

    /** Says how far a run is that plans only, and what it would do so far. */
    void planned(RunLease lease, int pages, RunCounts counts, ChangeTimes times) {
        transactions.writeOnly(lease.organizer(), () -> {
            assertHeld(lease);
            store.planned(lease.organizer(), lease.runId(), pages, counts, times);
        });
    }

    /** Says how many entries there are when a run begins; what was said first stays. */
    void expect(RunLease lease, int entries) {
        transactions.writeOnly(lease.organizer(), () -> {
            assertHeld(lease);
            store.expect(lease.organizer(), lease.runId(), entries);
        });
    }

    /** Ends a run: its lease is free when its status shows. Throws {@link LeaseLost} when it is another node's by now. */
    Run finish(RunLease lease, RunStatus status, @Nullable String reason, @Nullable String report) {
        return transactions.write(lease.organizer(), () -> {
            if (!leases.free(lease)) {
                throw new LeaseLost(lease);
            }
            store.finish(lease.organizer(), lease.runId(), status, storable(reason), report, now());
            return store.find(lease.organizer(), lease.runId()).orElseThrow();
        });
    }

    /** A sign of life. */
    Pulse beat(RunLease lease) {
        return transactions.writeAside(lease.organizer(), () -> {
            if (!leases.beat(lease, now())) {
                return Pulse.LOST;
            }
            return store.isStopRequested(lease.organizer(), lease.runId()) ? Pulse.STOP_REQUESTED : Pulse.HELD;
        });
    }

    /** Gives up a run between two pages, so that any node may take it over at once. */
    void handOver(RunLease lease) {
        transactions.writeAside(lease.organizer(), () -> leases.beat(lease, Instant.EPOCH));
    }

    /** Takes over the runs whose nodes are dead: same ids, counts go on. */
    List<RunLease> takeOver(OrganizerCode organizer) {
        return transactions.write(organizer, () -> {
            List<RunLease> taken = leases.takeStale(organizer, now().minus(DEAD_AFTER), node, now());
            for (RunLease lease : taken) {
                Run run = store.find(organizer, lease.runId()).orElseThrow();
                store.moveTo(organizer, lease.runId(), node);
                store.addEvent(
                        organizer, lease.runId(), now(), "WARN", "taken over by " + node + " from " + run.node());
            }
            return taken;
        });
    }

    /** Asks a run to stop after the page it is at; false when it is not going on, or was asked before. */
    boolean requestStop(OrganizerCode organizer, UUID run, String actor) {
        return transactions.writeAside(organizer, () -> store.requestStop(organizer, run, actor, now()));
    }

    /**
     * Writes into the run's own journal.
     *
     * @param level INFO, WARN or ERROR
     */
    public void event(RunLease lease, String level, String message) {
        transactions.writeAside(lease.organizer(), () -> {
            store.addEvent(lease.organizer(), lease.runId(), now(), level, String.valueOf(storable(message)));
            return true;
        });
    }

    /**
     * Keeps a raw call. Once a run's calls have reached the limit, bodies are cut and then left out.
     *
     * @param body personal data masked already
     */
    public void keepCall(RunLease lease, String request, int status, String body, int limitBytes) {
        transactions.writeAside(lease.organizer(), () -> {
            long left = limitBytes - store.callBytes(lease.organizer(), lease.runId());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (left > 0) {
                byte[] kept = bytes.length <= left ? bytes : Arrays.copyOf(bytes, (int) left);
                store.addCall(lease.organizer(), lease.runId(), now(), String.valueOf(storable(request)), status, kept);
            }
            return true;
        });
    }

    public Optional<Run> find(OrganizerCode organizer, UUID id) {
        return transactions.read(organizer, () -> store.find(organizer, id));
    }

    /**
     * Runs of a function, newest first.
     *
     * @param before only older ones than this; null: from the newest on
     */
    public List<Run> newest(
            OrganizerCode organizer,
            String interfaceCode,
            InterfaceFunction function,
            @Nullable UUID before,
            int limit) {
        return transactions.read(organizer, () -> store.newest(organizer, interfaceCode, function, before, limit));
    }

    /** How each function of the interfaces did last; functions that never ran are left out, and dry runs. One statement. */
    public List<LatestRun> latest(OrganizerCode organizer, List<Interface> interfaces) {
        List<String> codes = new ArrayList<>();
        List<String> functions = new ArrayList<>();
        for (Interface each : interfaces) {
            for (InterfaceFunction function : InterfaceFunction.values()) {
                codes.add(each.code());
                functions.add(function.code());
            }
        }
        return transactions.read(organizer, () -> store.latest(organizer, codes, functions));
    }

    public List<RunEvent> events(OrganizerCode organizer, UUID run) {
        return transactions.read(organizer, () -> store.events(organizer, run));
    }

    public List<RunCall> calls(OrganizerCode organizer, UUID run) {
        return transactions.read(organizer, () -> store.calls(organizer, run));
    }

    private Run newRun(
            OrganizerCode organizer,
            String interfaceCode,
            InterfaceFunction function,
            StartedBy startedBy,
            String actor,
            boolean dryRun) {
        return new Run(
                organizer,
                ids.next(),
                interfaceCode,
                function,
                startedBy,
                actor,
                dryRun,
                RunStatus.RUNNING,
                now(),
                null,
                0,
                RunCounts.NONE,
                RunProgress.UNKNOWN,
                null,
                null,
                null,
                null,
                null,
                node);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String storable(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String bounded = text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
        return bounded.replace('\u0000', '?');
    }
}
