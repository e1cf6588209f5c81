package io.counterfoil.push;

import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of pushing a ticket.
 *
 * @param state with {@code stateChangedAt} the change that was pushed
 * @param reason why not; null when it was
 * @param at when it was tried last
 */
public record Pushed(
        TicketId ticket,
        String state,
        Instant stateChangedAt,
        Outcome outcome,
        @Nullable String reason,
        Instant at) {

    /** How it ended. */
    public enum Outcome {
        /** Done by the wallet. */
        ACCEPTED,
        /** The wallet had done it before. */
        UNCHANGED,
        /** On the skip list. */
        SKIPPED,
        /** The wallet refuses: tried again with every run until it is mended or skipped. */
        REJECTED,
        /** The wallet gave no usable answer for this ticket: tried again. */
        UNKNOWN,
        /** It could not be sent: tried again. */
        NOT_SENT;

        /** Whether a person has to do something about it. */
        public boolean isBad() {
            return switch (this) {
                case ACCEPTED, UNCHANGED, SKIPPED -> false;
                case REJECTED, UNKNOWN, NOT_SENT -> true;
            };
        }
    }
}
