package io.counterfoil.wallet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket's way from one spectator to another.
 *
 * @param deadline when the wallet gives it up, while open
 * @param reason why it failed
 * @param formerTransfer by which transfer the sender had got the ticket
 */
record Transfer(
        String id,
        String ticketId,
        Direction direction,
        Account sender,
        Account recipient,
        Instant initiatedAt,
        Instant deadline,
        State state,
        @Nullable Instant endedAt,
        @Nullable String reason,
        int resends,
        @Nullable String formerTransfer) {

    enum Direction {
        FORWARD,
        RETURN
    }

    enum State {
        OPEN,
        TRANSFERRED,
        FAILED
    }

    Transfer ended(State end, Instant at, @Nullable String why) {
        return new Transfer(
                id,
                ticketId,
                direction,
                sender,
                recipient,
                initiatedAt,
                deadline,
                end,
                at,
                why,
                resends,
                formerTransfer);
    }

    /** The same transfer to another recipient, who has the whole time again. */
    Transfer to(Account other, Instant until) {
        return new Transfer(
                id,
                ticketId,
                direction,
                sender,
                other,
                initiatedAt,
                until,
                state,
                endedAt,
                reason,
                resends,
                formerTransfer);
    }

    Transfer resent() {
        return new Transfer(
                id,
                ticketId,
                direction,
                sender,
                recipient,
                initiatedAt,
                deadline,
                state,
                endedAt,
                reason,
                resends + 1,
                formerTransfer);
    }
}
