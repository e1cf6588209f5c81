package io.counterfoil.accounts;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A back-office user's sign-in, without its secrets.
 *
 * @param login names it for good; lower case
 * @param administrator of the whole installation
 * @param epoch who signed in under a former one is signed out
 * @param password whether one was chosen
 * @param secondFactor whether one is asked for
 * @param disabledAt null: may sign in
 */
public record Account(
        UUID id,
        String login,
        String email,
        @Nullable String name,
        Language language,
        boolean administrator,
        Map<OrganizerCode, Role> roles,
        int epoch,
        boolean password,
        boolean secondFactor,
        Instant createdAt,
        String createdBy,
        @Nullable Instant disabledAt,
        @Nullable Instant lastSignInAt) {

    /** What to call him. */
    public String shownName() {
        return name == null ? login : name;
    }

    /** Whether an invitation still waits for its answer. */
    public boolean isInvited() {
        return !password && lastSignInAt == null;
    }

    public boolean isDisabled() {
        return disabledAt != null;
    }

    /** The same, with some of its roles only. */
    Account withRoles(Map<OrganizerCode, Role> visible) {
        return new Account(
                id,
                login,
                email,
                name,
                language,
                administrator,
                visible,
                epoch,
                password,
                secondFactor,
                createdAt,
                createdBy,
                disabledAt,
                lastSignInAt);
    }

    SignedIn signedIn(Instant since) {
        return new SignedIn(id, login, email, name, language, administrator, roles, since, secondFactor);
    }

    SessionMark mark(Instant since) {
        return new SessionMark(id, epoch, since);
    }

    /** What his password may not be made of. */
    List<String> own() {
        return name == null ? List.of(login, email) : List.of(login, email, name);
    }
}
