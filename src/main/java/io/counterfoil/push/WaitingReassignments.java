package io.counterfoil.push;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks wallets for back-office changes that wait for them. Every node looks; a change is claimed before it is asked for, so one node
 * asks.
 */
final class WaitingReassignments {
    static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(WaitingReassignments.class);

    private final OrganizerTransactions transactions;
    private final Reassignments reassignments;
    private final PushClient client;

    WaitingReassignments(OrganizerTransactions transactions, Reassignments reassignments, PushClient client) {
        this.transactions = transactions;
        this.reassignments = reassignments;
        this.client = client;
    }

    /** Asks for those of all organizers. */
    void askAll(BooleanSupplier stopping) {
        for (OrganizerCode organizer : transactions.organizers()) {
            if (stopping.getAsBoolean()) {
                return;
            }
            askAll(organizer);
        }
    }

    private void askAll(OrganizerCode organizer) {
        try {
            reassignments.askAll(organizer, client);
        } catch (RuntimeException defect) {
            LOG.error("Waiting changes of {} could not be asked for; tried again soon", organizer, defect);
        }
    }
}
