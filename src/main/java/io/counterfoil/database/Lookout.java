package io.counterfoil.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A thread that looks every few seconds, and at once when it is told, whether work is left in the database. Every node has one, so what
 * it finds is claimed before it is done. It ends in order: it is not interrupted, which would cost it its connection.
 */
public final class Lookout implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final String name;
    private final Duration every;
    private final Work work;
    private final Semaphore told = new Semaphore(0);
    private volatile boolean running;
    private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

    /** @param name of the thread */
    public Lookout(String name, Duration every, Work work) {
        this.name = name;
        this.every = every;
        this.work = work;
    }

    /** Looks for work and does it; may throw, and is asked again then. */
    @FunctionalInterface
    public interface Work {
        /** @param stopping asked between two pieces of work: whether the rest is left for later, or for another node */
        void look(BooleanSupplier stopping);
    }

    /** Look now. */
    public void soon() {
        told.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            while (running) {
                look();
                if (told.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    told.drainPermits();
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            work.look(() -> !running);
        } catch (RuntimeException unreachable) {
            // its message may quote what it was about
            LOG.warn("{}: what waits could not be looked for: {}", name, unreachable.getClass());
        }
    }

    @Override
    public void stop() {
        running = false;
        told.release();
        try {
            if (thread.isAlive() && !thread.join(LONGEST_STOP)) {
                LOG.info("{}: something is still being done; if it is cut off, it is taken up again", name);
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
