package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import java.time.Instant;
import java.util.List;

/**
 * What a case keeps of a person, to be handed out to him.
 *
 * @param subject of his own case; empty: he wrote into somebody else's
 * @param written what he wrote in it, the oldest first
 */
public record PersonsCase(CaseNumber number, String subject, CaseState state, Instant openedAt, List<Written> written) {
    /** A mail of his, or what he said, as it was noted. */
    public record Written(Instant at, String text) {}
}
