package io.counterfoil.api;

import io.counterfoil.contacts.Contact;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.tickets.Distribution;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of a ticket's distribution history. */
record DistributionAnswer(
        String id,
        Distribution.Action action,
        Distribution.Status status,
        @Nullable ContactAnswer oldContact,
        @Nullable ContactAnswer newContact,
        Distribution.Source source,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String transferId,
        @Nullable Instant initiatedAt,
        @Nullable Instant resolvedAt,
        Instant recordedAt,
        @Nullable String runId,
        List<StepAnswer> steps) {

    /** A status that the line took. */
    record StepAnswer(
            Distribution.Status status,
            @Nullable Instant at,
            Instant recordedAt,
            Distribution.Source source,
            @Nullable String actor,
            @Nullable String runId) {
        static StepAnswer of(Distribution.Step step) {
            return new StepAnswer(
                    step.status(), step.at(), step.recordedAt(), step.source(), step.actor(), text(step.runId()));
        }
    }

    static DistributionAnswer of(Distribution line, Map<ContactId, Contact> people) {
        return new DistributionAnswer(
                line.id().toString(),
                line.action(),
                line.status(),
                ContactAnswer.of(line.oldContact(), people),
                ContactAnswer.of(line.newContact(), people),
                line.source(),
                line.actor(),
                line.reason(),
                line.transferId(),
                line.initiatedAt(),
                line.resolvedAt(),
                line.recordedAt(),
                text(line.runId()),
                line.steps().stream().map(StepAnswer::of).toList());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
