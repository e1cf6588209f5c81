package io.counterfoil.tickets;

import io.counterfoil.tickets.Distribution.Source;
import io.counterfoil.tickets.Distribution.Status;
import io.counterfoil.tickets.Distribution.Step;
import io.counterfoil.tickets.LifecycleStatus.Effect;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an entry of the transfer family says of its own line: status, reason and times (distribution rule 2). */
final class TransferWords {
    private TransferWords() {}

    static Status statusOf(Effect effect) {
        return switch (effect) {
            case OPENS -> Status.PENDING;
            case CONFIRMS -> Status.CONFIRMED;
            case CANCELS -> Status.CANCELLED;
            case NONE, CLOSES -> throw new IllegalArgumentException(effect + " is no effect of a transfer");
        };
    }

    static @Nullable String reason(WalletEntry entry) {
        return entry.transfer() == null ? null : entry.transfer().reason();
    }

    /** Rule 2: {@code transfer.initiatedAt}, else the pending entry's {@code statusDate}, else nothing. */
    static @Nullable Instant begunAt(WalletEntry entry) {
        if (entry.transfer() != null && entry.transfer().initiatedAt() != null) {
            return entry.transfer().initiatedAt();
        }
        return entry.lifecycle().effect() == Effect.OPENS ? entry.statusAt() : null;
    }

    /** When the line began, as far as it is told after the entry: the block's word before anything else. */
    static @Nullable Instant begunAfter(Distribution own, WalletEntry entry) {
        boolean told = entry.transfer() != null && entry.transfer().initiatedAt() != null;
        boolean better = own.source() == Source.WALLET && told;
        return better || own.initiatedAt() == null ? begunAt(entry) : own.initiatedAt();
    }

    /** Rule 2: {@code endedAt}, else the {@code statusDate} of the deciding entry. */
    static @Nullable Instant endedAt(WalletEntry entry) {
        return entry.transfer() != null && entry.transfer().endedAt() != null
                ? entry.transfer().endedAt()
                : entry.statusAt();
    }

    static Step step(Status status, @Nullable Instant at, WalletEntry entry) {
        return new Step(
                status, at, entry.receivedAt(), Source.WALLET, entry.cause().actor(), entry.runId());
    }
}
