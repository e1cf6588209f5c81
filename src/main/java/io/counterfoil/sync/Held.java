package io.counterfoil.sync;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry that was not applied, with its raw bytes: quarantined, or skipped by the skip list.
 *
 * @param epoch of the interface when it came: it keeps its place in the order of that epoch
 * @param digest tells the same entry delivered again
 */
public record Held(
        UUID id,
        Kind kind,
        String interfaceCode,
        int epoch,
        UUID runId,
        @Nullable String ticketId,
        String reason,
        String detail,
        byte[] raw,
        UUID digest,
        State state,
        Instant receivedAt,
        @Nullable Instant closedAt,
        @Nullable String closedBy) {

    /** Why it is held. */
    public enum Kind {
        QUARANTINE,
        SKIP
    }

    /** What became of it. */
    public enum State {
        OPEN,
        REPLAYED,
        SUPERSEDED,
        DISCARDED
    }
}
