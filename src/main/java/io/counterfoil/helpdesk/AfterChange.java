package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import org.jspecify.annotations.Nullable;

/** Is told of what agents and time do to cases, within the transaction that stores it: what is written to the requester then. */
public interface AfterChange {
    /**
     * A case was opened by hand, or changed.
     *
     * @param before null: it was opened
     */
    void changed(OrganizerCode organizer, @Nullable SupportCase before, SupportCase after, Actor actor);
}
