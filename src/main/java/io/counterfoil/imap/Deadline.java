package io.counterfoil.imap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something when work takes longer than it may, unless it was met before. */
final class Deadline {
    private final CountDownLatch over = new CountDownLatch(1);

    private Deadline() {}

    static Deadline in(Duration longest, Runnable late) {
        Deadline deadline = new Deadline();
        Thread.ofVirtual().name("imap-deadline").start(() -> {
            try {
                if (!deadline.over.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                    late.run();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        return deadline;
    }

    void met() {
        over.countDown();
    }
}
