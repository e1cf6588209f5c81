package io.counterfoil.runs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * When is an organizer due? One task for each organizer in the whole cluster, on whichever node is free, and one for its daily
 * work; runs that were asked for on this node begin at once, without waiting for the clock.
 */
final class RunScheduler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RunScheduler.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BEAT = Duration.ofSeconds(3);
    private static final int BEATS_UNTIL_DEAD = 4;
    private static final int TURNS_AT_ONCE = 8;

    private final OrganizerTransactions transactions;
    private final RunTurns turns;
    private final RunExecutor executor;
    private final Clock clock;
    private final boolean enabled;
    private final DailyTasks daily;
    private final CustomTask<Void> task;
    private final Scheduler scheduler;
    private final Set<OrganizerCode> known = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private volatile CountDownLatch stopped = new CountDownLatch(1);

    RunScheduler(
            DataSource dataSource,
            OrganizerTransactions transactions,
            RunTurns turns,
            RunExecutor executor,
            DailyTasks daily,
            Clock clock,
            ThisNode node) {
        this.transactions = transactions;
        this.turns = turns;
        this.executor = executor;
        this.clock = clock;
        this.enabled = node.works();
        this.daily = daily;
        this.task = Tasks.custom("runs", Void.class)
                .onDeadExecutionRevive()
                .execute((instance, context) -> turn(instance.getId()));
        this.scheduler = Scheduler.create(dataSource, task, daily.task())
                .schedulerName(new SchedulerName.Fixed(node.name()))
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .threads(TURNS_AT_ONCE)
                .pollingInterval(POLL)
                .heartbeatInterval(BEAT)
                .missedHeartbeatsLimit(BEATS_UNTIL_DEAD)
                .shutdownMaxWait(Duration.ofSeconds(5))
                .clock(clock::instant)
                .build();
    }

    /** Lets an organizer's runs take their turns now, on a thread of its own. */
    void soon(OrganizerCode organizer) {
        if (!enabled) {
            return;
        }
        Thread.ofVirtual().name("turns-" + organizer).start(() -> takeTurns(organizer));
    }

    private CompletionHandler<Void> turn(String organizer) {
        OrganizerCode code = new OrganizerCode(organizer);
        takeTurns(code);
        return (complete, operations) -> operations.reschedule(complete, next(code));
    }

    private void takeTurns(OrganizerCode organizer) {
        try {
            turns.take(organizer);
        } catch (RuntimeException defect) {
            LOG.error("The runs of {} could not take their turns; tried again soon", organizer, defect);
        }
    }

    private Instant next(OrganizerCode organizer) {
        try {
            return turns.next(organizer);
        } catch (RuntimeException unreachable) {
            return clock.instant().plus(RunTurns.LOOK_EVERY);
        }
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        running = true;
        if (enabled) {
            scheduler.start();
            Thread.ofVirtual().name("new-organizers").start(this::watchOrganizers);
        }
    }

    /** Organizers that are made later, here or elsewhere, get their task within a second. */
    private void watchOrganizers() {
        try {
            do {
                addNewOrganizers();
            } while (!stopped.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void addNewOrganizers() {
        try {
            for (OrganizerCode organizer : transactions.organizers()) {
                if (!known.contains(organizer)) {
                    for (TaskInstance<Void> instance : List.of(task.instance(organizer.value()), daily.of(organizer))) {
                        scheduler.schedule(instance, clock.instant(), ScheduleOptions.WHEN_EXISTS_DO_NOTHING);
                    }
                    known.add(organizer);
                }
            }
        } catch (RuntimeException unreachable) {
            LOG.warn("New organizers could not be looked for: {}", unreachable.getClass());
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        if (enabled) {
            scheduler.stop();
        }
        executor.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
