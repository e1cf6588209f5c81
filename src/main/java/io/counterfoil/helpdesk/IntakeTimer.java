package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.InboundMails;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Takes mails that were stored and whose taker died. Every node looks; a mail is taken once. */
final class IntakeTimer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeTimer.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    /** Whoever stored a mail takes it at once; one that has waited longer has lost him. */
    private static final Duration LEFT = Duration.ofSeconds(20);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final int AT_ONCE = 100;

    private final OrganizerTransactions transactions;
    private final InboundMails mails;
    private final Intake intake;
    private final Clock clock;
    private final boolean enabled;
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});
    private volatile boolean running;

    IntakeTimer(OrganizerTransactions transactions, InboundMails mails, Intake intake, Clock clock, boolean enabled) {
        this.transactions = transactions;
        this.mails = mails;
        this.intake = intake;
        this.clock = clock;
        this.enabled = enabled;
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        running = true;
        if (enabled) {
            thread = Thread.ofVirtual().name("intake").start(this::look);
        }
    }

    private void look() {
        try {
            do {
                takeAll();
            } while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeAll() {
        try {
            for (OrganizerCode organizer : transactions.organizers()) {
                takeAll(organizer);
            }
        } catch (RuntimeException unreachable) {
            LOG.warn("Waiting mails could not be looked for: {}", unreachable.getClass());
        }
    }

    /** Takes what an organizer's mails have been left for long enough. */
    void takeAll(OrganizerCode organizer) {
        List<UUID> waiting;
        do {
            waiting = mails.waiting(organizer, clock.instant().minus(LEFT), AT_ONCE);
            for (UUID mail : waiting) {
                if (stopped.getCount() == 0) {
                    return;
                }
                intake.take(organizer, mail);
            }
        } while (waiting.size() == AT_ONCE);
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        try {
            // not interrupted: that would cost it its database connection
            if (thread.isAlive() && !thread.join(LONGEST_STOP)) {
                LOG.info("A mail is still being taken; if that is cut off, it is taken again after the next start");
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
