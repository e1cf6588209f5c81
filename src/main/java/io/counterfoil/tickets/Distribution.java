package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a ticket's distribution history: one change of its cultural contact, or the attempt.
 *
 * @param source where the line came from; never changes
 * @param reason why it was cancelled, or what a person gave as the reason
 * @param oldContact who had it; null when nobody was known
 * @param initiatedAt when it began in the wallet; null where nothing tells
 * @param resolvedAt when it ended in the wallet; null while it is open
 * @param recordedAt when the back office learnt of it
 * @param steps every status that the line took, in order
 * @param birth what bore it: its identity over repeated folds
 */
public record Distribution(
        UUID id,
        Action action,
        Status status,
        Source source,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String transferId,
        @Nullable ContactId oldContact,
        ContactId newContact,
        @Nullable Instant initiatedAt,
        @Nullable Instant resolvedAt,
        Instant recordedAt,
        @Nullable UUID runId,
        List<Step> steps,
        Birth birth) {

    /** What was done. */
    public enum Action {
        DISTRIBUTE,
        TAKE_BACK
    }

    /** How far it is. */
    public enum Status {
        PENDING,
        CONFIRMED,
        CANCELLED
    }

    /** Where something came from. */
    public enum Source {
        WALLET,
        BACK_OFFICE,
        IMPORT,
        INFERRED
    }

    /**
     * A status that a line took.
     *
     * @param at when, in the wallet's time; null where nothing tells
     * @param recordedAt when the back office learnt of it
     */
    public record Step(
            Status status,
            @Nullable Instant at,
            Instant recordedAt,
            Source source,
            @Nullable String actor,
            @Nullable UUID runId) {}

    /** What bore a line. */
    public sealed interface Birth {
        /** A wallet entry: its own transfer, or a change that it revealed before or after it. */
        record Entry(UUID digest, Part part) implements Birth {}

        /** An import row or a back-office change: {@code answer} is null for imports. */
        record Item(int arrival, LogItem.@Nullable Answer answer) implements Birth {}

        /** Which of an entry's lines. */
        enum Part {
            OWN,
            BEFORE,
            AFTER
        }
    }

    /** The line after one more step; {@code why} replaces the reason, and going back to PENDING clears the end. */
    Distribution moved(Step step, @Nullable String why) {
        List<Step> longer = new ArrayList<>(steps.size() + 1);
        longer.addAll(steps);
        longer.add(step);
        return new Distribution(
                id,
                action,
                step.status(),
                source,
                actor,
                why,
                transferId,
                oldContact,
                newContact,
                initiatedAt,
                step.status() == Status.PENDING ? null : step.at(),
                recordedAt,
                runId,
                List.copyOf(longer),
                birth);
    }

    /** The line with another begin. */
    Distribution begun(@Nullable Instant at) {
        return new Distribution(
                id,
                action,
                status,
                source,
                actor,
                reason,
                transferId,
                oldContact,
                newContact,
                at,
                resolvedAt,
                recordedAt,
                runId,
                steps,
                birth);
    }

    /** The line with another id: that under which a former fold knew it. */
    Distribution as(UUID knownId) {
        return new Distribution(
                knownId,
                action,
                status,
                source,
                actor,
                reason,
                transferId,
                oldContact,
                newContact,
                initiatedAt,
                resolvedAt,
                recordedAt,
                runId,
                steps,
                birth);
    }

    boolean isOpen() {
        return status == Status.PENDING;
    }
}
