package io.counterfoil.api;

import static org.awaitility.Awaitility.await;

import io.counterfoil.Patience;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits until what is seen over the wire, where nobody can be woken from, is as expected. */
final class Until {
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Until() {}

    static <T> T is(Predicate<T> expected, Supplier<T> look) {
        return await().atMost(Patience.LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN)
                .pollInSameThread()
                .until(look::get, expected);
    }
}
