package io.counterfoil.runs;

import io.counterfoil.kernel.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes the runs that this node holds, each on a virtual thread, with a sign of life every few seconds beside it. On
 * closing, every run is handed over after the page it is at.
 */
final class RunExecutor implements AutoCloseable {
    static final Duration BEAT = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(25);

    private final Runs runs;
    private final Map<String, RunFunction> functions;
    private final Consumer<Run> afterRun;
    private final Duration beat;
    private final Map<UUID, Active> active = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** @param afterRun told of every run that ended here, after its end is stored */
    RunExecutor(Runs runs, List<RunFunction> functions, Consumer<Run> afterRun, Duration beat) {
        this.runs = runs;
        this.functions = functions.stream()
                .collect(Collectors.toMap(function -> function.function().code(), Function.identity()));
        this.afterRun = afterRun;
        this.beat = beat;
    }

    /** Why a run is to leave off. */
    private enum Cause {
        NONE,
        PERSON,
        SHUTDOWN,
        LOST
    }

    private static final class Active {
        private final RunLease lease;
        private final Thread thread;
        /** Counted down rather than interrupted: an interrupt would cost the pulse its database connection. */
        private final CountDownLatch done = new CountDownLatch(1);

        private volatile Cause cause = Cause.NONE;

        Active(RunLease lease, Consumer<Active> work) {
            this.lease = lease;
            this.thread = Thread.ofVirtual().name("run-" + lease.runId()).unstarted(() -> work.accept(this));
        }
    }

    /** Executes a run that was started or taken over, and comes back at once. */
    void execute(RunLease lease) {
        Active run = new Active(lease, this::work);
        active.put(lease.runId(), run);
        if (closing) {
            run.cause = Cause.SHUTDOWN;
        }
        run.thread.start();
    }

    /** Whether nothing more is to be started here. */
    boolean isClosing() {
        return closing;
    }

    /** Lets a run that this node executes leave off without waiting for the next sign of life. */
    void stop(UUID run) {
        Active found = active.get(run);
        if (found != null) {
            found.cause = Cause.PERSON;
        }
    }

    /** Waits until no run is executed here; for tests and for closing. */
    boolean awaitIdle(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (Active run : List.copyOf(active.values())) {
            long left = end - System.nanoTime();
            if (left <= 0 || !run.thread.join(Duration.ofNanos(left))) {
                return false;
            }
        }
        return true;
    }

    private void work(Active run) {
        if (run.lease.takenOver()) {
            // whether it was asked to stop before
            beatOnce(run);
        }
        Thread.ofVirtual().name("beat-" + run.lease.runId()).start(() -> beat(run));
        RunEnd end = null;
        try {
            end = execute(run);
        } finally {
            run.done.countDown();
        }
        Run ended = null;
        try {
            ended = conclude(run, end);
        } catch (LeaseLost lost) {
            LOG.warn("Run {} of {} went on elsewhere", run.lease.runId(), run.lease.organizer());
        } catch (RuntimeException notStored) {
            // its lease grows old, and a node that reaches the database takes it over
            LOG.error(
                    "The end of run {} of {} could not be stored", run.lease.runId(), run.lease.organizer(), notStored);
        } finally {
            active.remove(run.lease.runId());
        }
        if (ended != null) {
            afterRun.accept(ended);
        }
    }

    private @Nullable RunEnd execute(Active run) {
        RunLease lease = run.lease;
        RunFunction function = functions.get(lease.function().code());
        if (function == null) {
            return RunEnd.failed("this installation has no function " + lease.function());
        }
        if (lease.takenOver() && lease.dryRun()) {
            return RunEnd.failed("its node died; a dry run keeps nothing to go on from: start it again");
        }
        try {
            return function.execute(RunContext.of(runs, lease, () -> run.cause != Cause.NONE));
        } catch (LeaseLost lost) {
            run.cause = Cause.LOST;
            return RunEnd.leftOff();
        } catch (Refusal refusal) {
            return RunEnd.failed(String.valueOf(refusal.getMessage()));
        } catch (RuntimeException | Error defect) {
            LOG.error("Run {} of {} failed", lease.runId(), lease.organizer(), defect);
            return RunEnd.failed(
                    "internal error: " + defect.getClass().getSimpleName() + " (the log of its node says more)");
        }
    }

    private @Nullable Run conclude(Active run, @Nullable RunEnd end) {
        return switch (end) {
            case RunEnd.Ended(RunStatus status, String reason, String report) ->
                runs.finish(run.lease, status, reason, report);
            case RunEnd.LeftOff() ->
                switch (run.cause) {
                    case PERSON -> runs.finish(run.lease, RunStatus.STOPPED, stoppedBy(run.lease), null);
                    case SHUTDOWN -> {
                        runs.handOver(run.lease);
                        yield null;
                    }
                    case LOST -> throw new LeaseLost(run.lease);
                    case NONE -> runs.finish(run.lease, RunStatus.FAILED, "left off without being asked to", null);
                };
            case null -> null;
        };
    }

    private String stoppedBy(RunLease lease) {
        return "stopped by "
                + runs.find(lease.organizer(), lease.runId())
                        .map(Run::stopRequestedBy)
                        .orElse("a person");
    }

    private void beat(Active run) {
        try {
            while (!run.done.await(beat.toMillis(), TimeUnit.MILLISECONDS)) {
                beatOnce(run);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void beatOnce(Active run) {
        try {
            switch (runs.beat(run.lease)) {
                case HELD -> {}
                case STOP_REQUESTED -> run.cause = Cause.PERSON;
                case LOST -> run.cause = Cause.LOST;
            }
        } catch (RuntimeException unreachable) {
            // the fencing number guards what is written; the next sign of life may come through
            LOG.warn("No sign of life could be written for run {}: {}", run.lease.runId(), unreachable.getClass());
        }
    }

    @Override
    public void close() {
        closing = true;
        active.values().forEach(run -> run.cause = run.cause == Cause.NONE ? Cause.SHUTDOWN : run.cause);
        try {
            if (!awaitIdle(LONGEST_CLOSING)) {
                LOG.warn("Runs that did not leave off in time are taken over later: {}", active.keySet());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
