package io.counterfoil.helpdesk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that waits, or waited, for an agent's decision.
 *
 * @param verdict what is known of the mail; its case is the one that it stands beside, or went into
 * @param decidedBy how the journal names who decided; null: nobody has
 */
public record HeldMail(
        MailVerdict verdict,
        State state,
        Instant heldAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {
    /** What became of it. */
    public enum State {
        HELD,
        JOINED,
        OPENED,
        DISCARDED
    }
}
