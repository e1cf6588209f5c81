package io.counterfoil.gateway;

import io.counterfoil.kernel.RetryRule;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Calls a wallet again by a rule, until an answer is final, the tries are used up, or somebody asks to stop. */
public final class Retries {
    /** A stop is noticed after at most this. */
    private static final Duration NAP = Duration.ofMillis(500);

    private final RetryRule rule;
    private final Sleeper sleeper;

    /** @param sleeper {@code Thread::sleep} outside tests */
    public Retries(RetryRule rule, Sleeper sleeper) {
        this.rule = rule;
        this.sleeper = sleeper;
    }

    /** Waits; tests record instead. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** What one call gave. */
    public sealed interface Outcome<T> {
        record Final<T>(T answer) implements Outcome<T> {}

        /**
         * To be tried again.
         *
         * @param last what it comes to when it is not
         * @param retryAfter how long the wallet asks us to wait, zero when it asks for nothing
         */
        record Again<T>(T last, Duration retryAfter) implements Outcome<T> {}
    }

    /**
     * What all calls came to.
     *
     * @param calls how many there were
     * @param gaveUp whether the last one should have been tried again
     */
    public record Tried<T>(T answer, int calls, boolean gaveUp) {}

    /** Empty when it was stopped before there was a final answer. */
    public <T> Optional<Tried<T>> call(Supplier<Outcome<T>> once, BooleanSupplier stopped) {
        for (int calls = 1; !stopped.getAsBoolean(); calls++) {
            switch (once.get()) {
                case Outcome.Final<T>(T answer) -> {
                    return Optional.of(new Tried<>(answer, calls, false));
                }
                case Outcome.Again<T>(T last, Duration retryAfter) -> {
                    if (stopped.getAsBoolean()) {
                        return Optional.empty();
                    }
                    Optional<Duration> wait = rule.waitAfter(calls, retryAfter);
                    if (wait.isEmpty()) {
                        return Optional.of(new Tried<>(last, calls, true));
                    }
                    if (!slept(wait.get(), stopped)) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean slept(Duration wait, BooleanSupplier stopped) {
        try {
            for (Duration left = wait; left.isPositive(); left = left.minus(NAP)) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                sleeper.sleep(left.compareTo(NAP) < 0 ? left : NAP);
            }
            return true;
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
