package io.counterfoil.contacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a contact's consents came from, each by itself.
 *
 * @param institution null: no answer is on record
 * @param thirdParty likewise
 */
public record ConsentOrigins(
        @Nullable Origin institution, @Nullable Origin thirdParty) {

    /**
     * Who told us what the person said, and when we learnt of it.
     *
     * @param by as the journal names who does something: an interface, an account, a token
     */
    public record Origin(String by, Instant at) {}
}
