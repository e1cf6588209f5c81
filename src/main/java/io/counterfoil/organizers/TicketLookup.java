package io.counterfoil.organizers;

import io.counterfoil.kernel.TicketId;
import java.util.Map;
import java.util.Set;

/** Which tickets of the organizer a name means, by ticket id or by tax number. Asked within the organizer's transaction. */
@FunctionalInterface
public interface TicketLookup {
    /** The tickets of each name; a name that means none may be absent. */
    Map<String, Set<TicketId>> named(Set<String> names);
}
