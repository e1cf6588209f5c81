package io.counterfoil.reference;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody whom the organizer knows. */
final class ReferenceContact {
    /** All address keys that it has or had, the present one first. */
    final List<String> addresses;

    final boolean internetAccount;
    final Instant createdAt;
    boolean temporary;
    ReferenceProfile profile;

    ReferenceContact(
            List<String> addresses,
            ReferenceProfile profile,
            boolean temporary,
            boolean internetAccount,
            Instant createdAt) {
        this.addresses = List.copyOf(addresses);
        this.profile = profile;
        this.temporary = temporary;
        this.internetAccount = internetAccount;
        this.createdAt = createdAt;
    }

    boolean has(@Nullable String addressKey) {
        return addressKey != null && addresses.contains(addressKey);
    }

    String label() {
        return ReferenceResult.label(addresses.getFirst(), profile.firstName(), profile.lastName());
    }
}
