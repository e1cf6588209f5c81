package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Rule;
import io.counterfoil.tickets.Distribution.Birth;
import io.counterfoil.tickets.Distribution.Source;
import io.counterfoil.tickets.Distribution.Status;
import io.counterfoil.tickets.Distribution.Step;
import io.counterfoil.tickets.LogItem.Answer;
import io.counterfoil.tickets.LogItem.BackOfficeChange;
import io.counterfoil.tickets.LogItem.ImportedContact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What imports and the back office's own changes do to a ticket (distribution rules 6 and 7). */
@Rule(
        "A back-office change is confirmed when the wallet accepted it or was never asked, waits for its answer otherwise, and"
                + " ends any open transfer; an import with another contact than the last import is a confirmed line.")
final class BackOfficeFold {
    private BackOfficeFold() {}

    /** A line from the present cultural contact; an open line to the very contact is confirmed by it first. */
    static void imported(FoldState state, ImportedContact imported) {
        Distribution open = state.open();
        if (open != null && open.newContact().equals(imported.contact())) {
            Step seen =
                    new Step(Status.CONFIRMED, imported.at(), imported.at(), Source.INFERRED, imported.actor(), null);
            state.replace(open.moved(seen, open.reason()));
            state.culturalContact = imported.contact();
        }
        Step step = new Step(Status.CONFIRMED, imported.at(), imported.at(), Source.IMPORT, imported.actor(), null);
        state.add(new Distribution(
                imported.id(),
                Distribution.Action.DISTRIBUTE,
                Status.CONFIRMED,
                Source.IMPORT,
                imported.actor(),
                null,
                null,
                state.culturalContact,
                imported.contact(),
                null,
                imported.at(),
                imported.at(),
                null,
                List.of(step),
                new Birth.Item(imported.arrival(), null)));
        state.culturalContact = imported.contact();
    }

    static void changed(FoldState state, BackOfficeChange change) {
        endOpen(state, change);
        ContactId old = state.culturalContact;
        Status status = status(change.answer());
        state.add(new Distribution(
                change.id(),
                change.action(),
                status,
                Source.BACK_OFFICE,
                change.actor(),
                change.answer() instanceof Answer.Rejected(String reason, Instant at) ? reason : change.reason(),
                null,
                old,
                change.contact(),
                change.requestedAt(),
                status == Status.PENDING ? null : endedAt(change),
                change.requestedAt(),
                null,
                steps(change, status),
                new Birth.Item(change.arrival(), change.answer())));
        if (status == Status.CONFIRMED) {
            state.culturalContact = change.contact();
        }
    }

    private static void endOpen(FoldState state, BackOfficeChange change) {
        Distribution open = state.open();
        if (open != null && !(change.answer() instanceof Answer.Rejected)) {
            state.replace(open.moved(step(Status.CANCELLED, change.requestedAt(), change), open.reason()));
        }
    }

    private static List<Step> steps(BackOfficeChange change, Status status) {
        List<Step> steps = new ArrayList<>(2);
        if (!(change.answer() instanceof Answer.NotNeeded)) {
            steps.add(step(Status.PENDING, change.requestedAt(), change));
        }
        if (status != Status.PENDING) {
            steps.add(step(status, endedAt(change), change));
        }
        return List.copyOf(steps);
    }

    private static Step step(Status status, @Nullable Instant at, BackOfficeChange change) {
        Instant recorded = status == Status.PENDING || at == null ? change.requestedAt() : at;
        return new Step(status, at, recorded, Source.BACK_OFFICE, change.actor(), null);
    }

    private static Status status(Answer answer) {
        return switch (answer) {
            case Answer.NotNeeded() -> Status.CONFIRMED;
            case Answer.Waiting() -> Status.PENDING;
            case Answer.Accepted accepted -> Status.CONFIRMED;
            case Answer.Rejected rejected -> Status.CANCELLED;
        };
    }

    private static Instant endedAt(BackOfficeChange change) {
        return switch (change.answer()) {
            case Answer.NotNeeded() -> change.requestedAt();
            case Answer.Waiting() -> change.requestedAt();
            case Answer.Accepted accepted -> accepted.at();
            case Answer.Rejected rejected -> rejected.at();
        };
    }
}
