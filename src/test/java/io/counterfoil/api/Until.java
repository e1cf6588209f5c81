package io.counterfoil.api;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again until what is looked at is as expected; a test fails after a minute. */
final class Until {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Until() {}

    static <T> T is(Predicate<T> expected, Supplier<T> look) {
        long begin = System.nanoTime();
        while (true) {
            T seen = look.get();
            if (expected.test(seen)) {
                return seen;
            }
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new AssertionError("after " + LONGEST + " still " + seen);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            // polling: there is nothing to be woken by on this side of the wire
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
