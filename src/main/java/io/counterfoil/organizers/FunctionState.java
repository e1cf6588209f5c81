package io.counterfoil.organizers;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a function of an interface stands.
 *
 * @param schedule null: only by hand or by a wake-up call
 * @param nextDueAt null: without schedule
 * @param pausedAt set when the wallet refused us or a person paused it; saving the interface clears it
 * @param failingSince set at the first failing run, cleared by the first good one
 */
public record FunctionState(
        InterfaceFunction function,
        @Nullable Duration schedule,
        @Nullable Instant nextDueAt,
        @Nullable Instant pausedAt,
        @Nullable String pauseReason,
        @Nullable Instant failingSince) {

    /** A function that nobody has set up: by hand only. */
    static FunctionState unset(InterfaceFunction function) {
        return new FunctionState(function, null, null, null, null, null);
    }
}
