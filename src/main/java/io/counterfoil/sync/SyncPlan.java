package io.counterfoil.sync;

import io.counterfoil.kernel.Rule;
import io.counterfoil.organizers.SkipList;
import io.counterfoil.tickets.EntryAddresses;
import io.counterfoil.tickets.TicketLedger;
import java.util.Optional;

/**
 * What becomes of each entry, in order: pure, over a snapshot that it changes as it goes, so that a contact born in entry 3
 * is known to entry 4.
 */
@Rule(
        "An entry is skipped when its ticket is on the skip list, refused when it cannot be read, its ticket is not known or an"
                + " address that a line needs is unusable, unchanged when it is known, and applied otherwise.")
final class SyncPlan {
    private final Snapshot snapshot;
    private final SkipList skipList;

    SyncPlan(Snapshot snapshot, SkipList skipList) {
        this.snapshot = snapshot;
        this.skipList = skipList;
    }

    Verdict apply(Parcel parcel) {
        Optional<TicketLedger> ledger = snapshot.ledger(parcel.ticketId());
        if (isSkipped(parcel, ledger)) {
            return new Verdict.Skipped();
        }
        if (ledger.isEmpty()) {
            return new Verdict.Refused(
                    "UNKNOWN_TICKET", "ticket " + parcel.ticketId() + " is not known (expected: an imported ticket)");
        }
        Optional<String> unusable =
                parcel.entry().followed() ? EntryAddresses.unusable(parcel.entry()) : Optional.empty();
        if (unusable.isPresent()) {
            return new Verdict.Refused(Verdict.UNUSABLE_ADDRESS, unusable.get());
        }
        if (parcel.mayComplete() && parcel.details() != null) {
            snapshot.book().complete(parcel.details());
        }
        return ledger.get().deliver(parcel.entry(), snapshot.people(), parcel.details())
                ? new Verdict.Applied(parcel.warnings())
                : new Verdict.Unchanged();
    }

    private boolean isSkipped(Parcel parcel, Optional<TicketLedger> ledger) {
        if (skipList.isEmpty()) {
            return false;
        }
        String taxNumber =
                ledger.map(l -> l.facts().taxNumber()).orElse(parcel.diff().taxNumber());
        return skipList.skips(parcel.ticketId(), taxNumber);
    }
}
