package io.counterfoil.accounts;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token that somebody asks for.
 *
 * @param rights null: all of the role
 * @param organizers null: all, also later ones
 * @param expiresAt null: good until revoked
 */
public record NewToken(
        String name,
        Role role,
        @Nullable Set<Permission> rights,
        @Nullable Set<OrganizerCode> organizers,
        @Nullable Instant expiresAt) {}
