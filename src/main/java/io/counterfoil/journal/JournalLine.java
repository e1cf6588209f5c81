package io.counterfoil.journal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of an organizer's journal. Numbers grow by one and become visible in their order. */
public record JournalLine(
        long seq,
        Instant at,
        String actor,
        String entity,
        String entityId,
        String action,
        @Nullable UUID runId,
        @Nullable String body) {}
