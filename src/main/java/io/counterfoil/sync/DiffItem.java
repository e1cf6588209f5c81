package io.counterfoil.sync;

import io.counterfoil.kernel.TicketId;
import org.jspecify.annotations.Nullable;

/** One member of a page's {@code tickets}: an entry that can be read, or what came instead. */
sealed interface DiffItem permits DiffEntry, DiffItem.Rejected {
    /** The member's bytes as they came. */
    byte[] raw();

    /**
     * A member that is not an entry.
     *
     * @param ticketId where it could be read all the same
     * @param detail what is wrong, with value and expectation; no personal data
     */
    record Rejected(byte[] raw, @Nullable TicketId ticketId, String detail) implements DiffItem {
        /** Reason code of the quarantine. */
        static final String REASON = "MALFORMED_ENTRY";
    }
}
