package io.counterfoil.wallet;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person with an address, as one organizer may see him: the consents are those given to that organizer, null where he
 * has not said.
 */
record Account(
        UUID id,
        String address,
        Profile profile,
        @Nullable Boolean allowPromoEmail,
        @Nullable Boolean allowThirdPartyEmail) {

    boolean is(Account other) {
        return id.equals(other.id);
    }
}
