package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.Set;

/**
 * What another module needs contacts for. Each module that refers to contacts provides one as a bean; it is asked within the
 * organizer's transaction, with ids of merged contacts too, since what it stored keeps naming them.
 */
public interface ContactUse {
    /** Those that are needed: they hold a ticket, are on an open line, or in an open case. */
    Set<ContactId> inUse(OrganizerCode organizer, Collection<ContactId> contacts);

    /** Those that are on a distribution line that was cancelled. */
    default Set<ContactId> onCancelledLine(OrganizerCode organizer, Collection<ContactId> contacts) {
        return Set.of();
    }
}
