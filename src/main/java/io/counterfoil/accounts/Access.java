package io.counterfoil.accounts;

import io.counterfoil.kernel.OrganizerCode;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, and what he may do.
 *
 * @param tokenId of a caller in the screens: his account
 * @param actor how journals name the caller
 * @param organizers null: all, also later ones
 */
public record Access(
        UUID tokenId,
        String actor,
        Set<Permission> rights,
        @Nullable Set<OrganizerCode> organizers) {

    public boolean may(Permission right) {
        return rights.contains(right);
    }

    /** How personal data shows to the caller. */
    public PersonalDataView view() {
        return may(Permission.SEE_PERSONAL_DATA) ? PersonalDataView.FULL : PersonalDataView.MASKED;
    }

    /** Whether anything of the organizer is visible to the caller. */
    public boolean sees(OrganizerCode organizer) {
        return organizers == null || organizers.contains(organizer);
    }

    public boolean seesAllOrganizers() {
        return organizers == null;
    }
}
