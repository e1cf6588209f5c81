package io.counterfoil.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the distribution history while it is folded. */
final class ReferenceLine {
    enum Status {
        PENDING,
        CONFIRMED,
        CANCELLED
    }

    enum Source {
        WALLET,
        BACK_OFFICE,
        IMPORT,
        INFERRED
    }

    /** Which of an entry's lines: its own, or one inferred before or after it. */
    enum Part {
        BEFORE,
        OWN,
        AFTER
    }

    /** What bore it: a wallet's entry, an import, or the id of a back-office request. */
    final Object bornBy;

    final Part part;
    final Source source;
    final boolean takeBack;
    final @Nullable String transferId;
    final @Nullable ReferenceContact oldContact;
    final ReferenceContact newContact;
    final List<ReferenceResult.StepResult> steps = new ArrayList<>();
    Status status = Status.PENDING;

    @Nullable
    Instant resolvedAt;

    @Nullable
    String reason;

    private @Nullable Instant begunByBlock;
    private @Nullable Instant begunByEntry;

    ReferenceLine(
            Object bornBy,
            Part part,
            Source source,
            boolean takeBack,
            @Nullable String transferId,
            @Nullable ReferenceContact oldContact,
            ReferenceContact newContact) {
        this.bornBy = bornBy;
        this.part = part;
        this.source = source;
        this.takeBack = takeBack;
        this.transferId = transferId;
        this.oldContact = oldContact;
        this.newContact = newContact;
    }

    /** The back office's own request has its begin from the back office. */
    void begin(Instant at) {
        begunByBlock = at;
    }

    /** Rule 2: {@code transfer.initiatedAt}, else the pending entry's date. */
    void begin(ReferenceEntry entry) {
        if (begunByBlock == null && entry.transfer() != null) {
            begunByBlock = entry.transfer().initiatedAt();
        }
        if (begunByEntry == null && entry.family() == ReferenceEntry.Family.PENDING) {
            begunByEntry = entry.statusDate();
        }
    }

    @Nullable
    Instant initiatedAt() {
        return begunByBlock != null ? begunByBlock : begunByEntry;
    }

    void pend(@Nullable Instant at, Source by) {
        status = Status.PENDING;
        resolvedAt = null;
        reason = null;
        steps.add(new ReferenceResult.StepResult(status.name(), at, by.name()));
    }

    void resolve(Status resolution, @Nullable Instant at, Source by, @Nullable String why) {
        status = resolution;
        resolvedAt = at;
        reason = why;
        steps.add(new ReferenceResult.StepResult(status.name(), at, by.name()));
    }

    ReferenceResult.LineResult result() {
        return new ReferenceResult.LineResult(
                takeBack ? "TAKE_BACK" : "DISTRIBUTE",
                status.name(),
                source.name(),
                transferId,
                oldContact == null ? null : oldContact.label(),
                newContact.label(),
                initiatedAt(),
                resolvedAt,
                reason,
                List.copyOf(steps));
    }
}
