package io.counterfoil.helpdesk;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who answers cases: users whose role lets them. */
public interface Agents {
    /** The agent of the organizer with this address, if there is one; disabled users are none. */
    Optional<Agent> withAddress(OrganizerCode organizer, EmailAddress address);

    /** Those of the addresses that are an agent's, by {@link EmailAddress#key}. */
    default Map<String, Agent> withAddresses(OrganizerCode organizer, Collection<EmailAddress> addresses) {
        Map<String, Agent> agents = new HashMap<>();
        addresses.forEach(
                address -> withAddress(organizer, address).ifPresent(agent -> agents.put(address.key(), agent)));
        return agents;
    }

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
