package io.counterfoil.push;

import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody asks that an accepted transfer is undone.
 *
 * @param distributionId the confirmed line
 */
public record UndoRequest(
        UUID id, TicketId ticket, UUID distributionId, String reason, String askedBy, Instant askedAt) {}
