package io.counterfoil.helpdesk;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a case, by address.
 *
 * @param name as a mail said it, empty: none
 */
public record Participant(
        EmailAddress address,
        String name,
        Role role,
        @Nullable ContactId contact) {
    /** Why somebody takes part. */
    public enum Role {
        REQUESTER,
        SUPPLIER,
        /** An agent wrote to him. */
        WRITTEN_TO,
        /** An agent added him, or joined a held mail of his. */
        ADDED,
        /** In To or Cc of a participant's mail. */
        COPIED
    }
}
