package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact as matching by one address sees it, merges followed.
 *
 * @param internetAccount whether it has an internet account for that address
 * @param erasedAt set when the contact was erased and is known by the hash of its address only
 */
public record KnownContact(
        ContactId id,
        boolean temporary,
        boolean internetAccount,
        Instant createdAt,
        @Nullable Instant erasedAt) {

    boolean erased() {
        return erasedAt != null;
    }

    KnownContact normal() {
        return new KnownContact(id, false, internetAccount, createdAt, erasedAt);
    }
}
