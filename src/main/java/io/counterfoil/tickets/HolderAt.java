package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Rule;
import io.counterfoil.tickets.Distribution.Status;
import io.counterfoil.tickets.Distribution.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who held a ticket at a time, from its history (distribution rule 7). */
@Rule(
        "A ticket is held at a time by the new contact of the last line in fold order that was confirmed by then; before the"
                + " first, by the imported contact.")
final class HolderAt {
    private HolderAt() {}

    static Holder of(List<Distribution> lines, @Nullable ContactId firstContact, Instant at) {
        Holder holder = new Holder(firstContact, null);
        for (Distribution line : lines) {
            if (wasConfirmed(line, at)) {
                holder = new Holder(line.newContact(), line);
            }
        }
        return holder;
    }

    /** A confirmation without a time of its own counts from when the back office learnt of it. */
    private static boolean wasConfirmed(Distribution line, Instant at) {
        for (Step step : line.steps()) {
            if (step.status() == Status.CONFIRMED) {
                Instant since = step.at() == null ? step.recordedAt() : step.at();
                return !since.isAfter(at);
            }
        }
        return false;
    }
}
