package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;

/**
 * Is told what was decided about a mail, within the transaction that stores it: automatic answers, notices to agents and delivery
 * failures are written there.
 */
public interface AfterIntake {
    void decided(OrganizerCode organizer, Decision decision);
}
