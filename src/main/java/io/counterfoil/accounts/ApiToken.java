package io.counterfoil.accounts;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token, without the token.
 *
 * @param rights those of the role, or fewer
 * @param organizers null: all, also later ones
 */
public record ApiToken(
        UUID id,
        String name,
        Role role,
        Set<Permission> rights,
        @Nullable Set<OrganizerCode> organizers,
        boolean fromSetting,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {

    Access access() {
        return new Access(id, "token:" + name, rights, organizers);
    }

    boolean isGood(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
