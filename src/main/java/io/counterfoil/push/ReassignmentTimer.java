package io.counterfoil.push;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks every few seconds for back-office changes that wait for a wallet. Every node looks; a change is claimed before it is
 * asked for, so one node asks.
 */
final class ReassignmentTimer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReassignmentTimer.class);
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final OrganizerTransactions transactions;
    private final Reassignments reassignments;
    private final PushClient client;
    private final boolean enabled;
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});
    private volatile boolean running;

    ReassignmentTimer(
            OrganizerTransactions transactions, Reassignments reassignments, PushClient client, boolean enabled) {
        this.transactions = transactions;
        this.reassignments = reassignments;
        this.client = client;
        this.enabled = enabled;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        running = true;
        if (enabled) {
            thread = Thread.ofVirtual().name("reassignments").start(this::look);
        }
    }

    private void look() {
        try {
            do {
                askAll();
            } while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void askAll() {
        try {
            for (OrganizerCode organizer : transactions.organizers()) {
                if (stopped.getCount() == 0) {
                    return;
                }
                askAll(organizer);
            }
        } catch (RuntimeException unreachable) {
            LOG.warn("Waiting changes could not be looked for: {}", unreachable.getClass());
        }
    }

    private void askAll(OrganizerCode organizer) {
        try {
            reassignments.askAll(organizer, client);
        } catch (RuntimeException defect) {
            LOG.error("Waiting changes of {} could not be asked for; tried again soon", organizer, defect);
        }
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        try {
            // not interrupted: that would cost it its database connection
            if (thread.isAlive() && !thread.join(LONGEST_STOP)) {
                LOG.info("A wallet is still being asked; its answer is asked for again after the next start");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
