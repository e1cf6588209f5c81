package io.counterfoil.contacts;

import io.counterfoil.kernel.Rule;
import java.time.Duration;
import java.time.Instant;

/** When a temporary contact has nobody who needs it, and when it is erased. Source: contact rule 6. */
@Rule(
        "A temporary contact is orphaned when it holds no ticket, is on no open line and in no open case, and is on a cancelled line;"
                + " it is erased when it has been so for the organizer's retention period.")
final class OrphanRule {
    private OrphanRule() {}

    static boolean isOrphaned(boolean temporary, boolean inUse, boolean onCancelledLine) {
        return temporary && !inUse && onCancelledLine;
    }

    /** Whoever was orphaned then or before is to be erased now. */
    static Instant erasedWhenOrphanedUntil(Instant now, int retentionDays) {
        return now.minus(Duration.ofDays(retentionDays));
    }
}
