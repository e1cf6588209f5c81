package io.counterfoil.helpdesk;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Optional;

/** Who answers cases: users whose role lets them. */
public interface Agents {
    /** The agent of the organizer with this address, if there is one; disabled users are none. */
    Optional<Agent> withAddress(OrganizerCode organizer, EmailAddress address);

    /** The agent of the organizer with this login, if there is one he can be written to. */
    default Optional<Agent> withLogin(OrganizerCode organizer, String login) {
        return Optional.empty();
    }

    /**
     * An agent.
     *
     * @param name what to call him
     */
    record Agent(String login, String name, EmailAddress address) {}
}
