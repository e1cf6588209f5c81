package io.counterfoil.backoffice;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.push.PushSettings;
import org.jspecify.annotations.Nullable;

/** Settings of a push function as somebody fills them in; blank: the interface's, or the wallet's. */
record PushForm(
        @Nullable String batchSize,
        @Nullable String forceTickets,
        @Nullable String skipTickets,
        @Nullable Boolean simulation,
        @Nullable String maxTransfers,
        @Nullable String transferTimeout) {

    PushSettings settings() {
        return new PushSettings(
                number("batchSize", batchSize),
                forceTickets == null ? "" : forceTickets,
                skipTickets == null ? "" : skipTickets,
                Boolean.TRUE.equals(simulation),
                number("maxTransfers", maxTransfers),
                transferTimeout == null || transferTimeout.isBlank() ? null : transferTimeout.strip());
    }

    private static @Nullable Integer number(String field, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(typed.strip());
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid(field, typed, "a whole number, or nothing");
        }
    }
}
