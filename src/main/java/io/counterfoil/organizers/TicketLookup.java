package io.counterfoil.organizers;

import java.util.Optional;
import java.util.Set;

/** What the names of a skip list mean among the organizer's tickets. Asked within the organizer's transaction. */
@FunctionalInterface
public interface TicketLookup {
    /** A name that is one ticket's id and another's tax number, or the tax number of two; nothing when none is. */
    Optional<String> ambiguousName(Set<String> names);
}
