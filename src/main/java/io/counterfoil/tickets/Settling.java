package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.Rule;
import io.counterfoil.tickets.Distribution.Birth;
import io.counterfoil.tickets.Distribution.Source;
import io.counterfoil.tickets.Distribution.Status;
import io.counterfoil.tickets.Distribution.Step;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an entry about the time before it (distribution rule 5): the wallet tells last states only, so an entry
 * also says who had the ticket until then, and what must have happened unseen.
 */
@Rule(
        "An open line that is not the entry's own is confirmed when its new contact turns out to have had the ticket and"
                + " cancelled when anyone else had; if whoever had it is not the cultural contact, a change was missed and is inferred.")
final class Settling {
    private Settling() {}

    /**
     * Settles what came before an entry.
     *
     * @param had who had the ticket before the entry; null: it does not say
     * @param own the entry's own line, as far as it exists already
     */
    static void settle(
            FoldState state, WalletEntry entry, @Nullable ContactId had, @Nullable Distribution own, Ids ids) {
        Distribution open = state.open();
        if (open != null && (own == null || !open.id().equals(own.id()))) {
            resolveOpen(state, entry, open, had);
        }
        if (had != null && !had.equals(state.culturalContact)) {
            infer(state, entry, had, Birth.Part.BEFORE, ids);
        }
    }

    /** One more change that the entry reveals: from the cultural contact to whoever has the ticket. */
    static void infer(FoldState state, WalletEntry entry, ContactId to, Birth.Part part, Ids ids) {
        Step step = inferred(Status.CONFIRMED, entry);
        state.add(new Distribution(
                ids.next(),
                Distribution.Action.DISTRIBUTE,
                Status.CONFIRMED,
                Source.INFERRED,
                step.actor(),
                null,
                null,
                state.culturalContact,
                to,
                null,
                entry.statusAt(),
                entry.receivedAt(),
                entry.runId(),
                List.of(step),
                new Birth.Entry(entry.digest(), part)));
        state.culturalContact = to;
    }

    private static void resolveOpen(FoldState state, WalletEntry entry, Distribution open, @Nullable ContactId had) {
        boolean closes = entry.lifecycle().effect() == LifecycleStatus.Effect.CLOSES;
        if (had == null ? !closes : !closes && saysStillOpen(entry, open)) {
            return;
        }
        if (open.newContact().equals(had)) {
            state.replace(open.moved(inferred(Status.CONFIRMED, entry), open.reason()));
            state.culturalContact = had;
        } else {
            state.replace(open.moved(inferred(Status.CANCELLED, entry), open.reason()));
        }
    }

    /** The entry is of another kind, and its block names the open transfer as not ended. */
    private static boolean saysStillOpen(WalletEntry entry, Distribution open) {
        return !entry.lifecycle().isTransfer()
                && entry.transfer() != null
                && entry.transfer().transferId() != null
                && entry.transfer().transferId().equals(open.transferId())
                && entry.transfer().endedAt() == null;
    }

    private static Step inferred(Status status, WalletEntry entry) {
        return new Step(
                status,
                entry.statusAt(),
                entry.receivedAt(),
                Source.INFERRED,
                entry.cause().actor(),
                entry.runId());
    }
}
