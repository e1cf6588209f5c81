package io.counterfoil.accounts;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who uses the screens, as the database says at the time of this request: a role that was taken away is gone with the next
 * click.
 *
 * @param email his address, as he wrote it
 * @param name null: none was given; see {@link #shownName}
 * @param administrator of the whole installation: administrator of every organizer, also of later ones
 * @param roles in the organizers that he may enter; of an installation's administrator those that were given besides
 * @param since when this session began with a sign-in
 * @param secondFactor whether he has one
 */
public record SignedIn(
        UUID accountId,
        String login,
        String email,
        @Nullable String name,
        Language language,
        boolean administrator,
        Map<OrganizerCode, Role> roles,
        Instant since,
        boolean secondFactor)
        implements AuthenticatedPrincipal {

    /** The login. */
    @Override
    public String getName() {
        return login;
    }

    /** His role in an organizer; nothing when he may not enter it. */
    public Optional<Role> roleIn(OrganizerCode organizer) {
        return administrator ? Optional.of(Role.ADMINISTRATOR) : Optional.ofNullable(roles.get(organizer));
    }

    /** Whether anything of the organizer is visible to him. */
    public boolean sees(OrganizerCode organizer) {
        return roleIn(organizer).isPresent();
    }

    /** Whether he has a right in an organizer. */
    public boolean may(OrganizerCode organizer, Permission right) {
        return roleIn(organizer).filter(right::isOf).isPresent();
    }

    /** Whether personal data of an organizer's people is shown to him as it is; see {@link PersonalDataView}. */
    public PersonalDataView viewIn(OrganizerCode organizer) {
        return PersonalDataView.of(roleIn(organizer).orElse(Role.VIEWER));
    }

    /** What to call him. */
    public String shownName() {
        return name == null ? login : name;
    }

    /** How journals name him. */
    public String actor() {
        return "user:" + login;
    }

    /** The organizers in which he is administrator, in the order of their codes; null: all, also later ones. */
    public @Nullable Set<OrganizerCode> administered() {
        if (administrator) {
            return null;
        }
        SortedMap<String, OrganizerCode> codes = new TreeMap<>();
        roles.forEach((organizer, role) -> {
            if (role == Role.ADMINISTRATOR) {
                codes.put(organizer.value(), organizer);
            }
        });
        return codes.values().stream().collect(Collectors.toUnmodifiableSet());
    }

    /** What he may give to tokens: an administrator's rights in the organizers that he administers. */
    public Access asAdministrator() {
        return new Access(accountId, actor(), Permission.of(Role.ADMINISTRATOR), administered());
    }
}
