package io.counterfoil.imap;

import java.util.concurrent.Semaphore;

/** Lets mails be fetched as long as their bytes fit into what all readers of a node may take together; first come, first served. */
final class MemoryBudget {
    private static final int UNIT = 1024 * 1024;

    private final int units;
    private final Semaphore free;

    MemoryBudget(long bytes) {
        this.units = Math.toIntExact(Math.max(1, bytes / UNIT));
        this.free = new Semaphore(units, true);
    }

    interface Work<T> {
        T call() throws ImapTrouble;
    }

    /** Waits for its turn. A mail larger than everything has it for itself. */
    <T> T with(long bytes, Work<T> work) throws ImapTrouble, InterruptedException {
        int taken = Math.clamp(bytes / UNIT + 1, 1, units);
        free.acquire(taken);
        try {
            return work.call();
        } finally {
            free.release(taken);
        }
    }
}
