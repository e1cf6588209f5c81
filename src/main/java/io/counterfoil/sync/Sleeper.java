package io.counterfoil.sync;

import java.time.Duration;

/** Waits; tests record instead. */
@FunctionalInterface
interface Sleeper {
    Sleeper REAL = Thread::sleep;

    void sleep(Duration duration) throws InterruptedException;
}
