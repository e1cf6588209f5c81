package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.Rule;
import io.counterfoil.tickets.Distribution.Birth;
import io.counterfoil.tickets.Distribution.Source;
import io.counterfoil.tickets.Distribution.Status;
import io.counterfoil.tickets.Distribution.Step;
import io.counterfoil.tickets.LogItem.Transfer;
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
     * Who had the ticket before an entry.
     *
     * @param contact null: the entry does not say
     * @param asOwner it is the owner whom the entry names, not the sender of its transfer
     */
    record Had(@Nullable ContactId contact, boolean asOwner) {}

    /**
     * Settles what came before an entry.
     *
     * @param own the entry's own line, as far as it exists already
     */
    static void settle(
            FoldState state, WalletEntry entry, Had had, @Nullable Distribution own, People people, Ids ids) {
        Distribution open = state.open();
        boolean another = open != null && (own == null || !open.id().equals(own.id()));
        if (open != null && another && isOver(entry, open, had, people)) {
            resolveOpen(state, entry, open, had.contact());
        }
        ContactId contact = had.contact();
        if (contact != null && !contact.equals(state.culturalContact)) {
            infer(state, entry, contact, Birth.Part.BEFORE, ids);
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

    /** Control and deletion end a transfer; so does whoever has the ticket, unless that says nothing about it. */
    private static boolean isOver(WalletEntry entry, Distribution open, Had had, People people) {
        if (entry.lifecycle().effect() == LifecycleStatus.Effect.CLOSES) {
            return true;
        }
        boolean byOneself = isToOneself(open) && open.newContact().equals(had.contact());
        return had.contact() != null && !saysStillOpen(entry, open, people) && !(byOneself && had.asOwner());
    }

    private static void resolveOpen(FoldState state, WalletEntry entry, Distribution open, @Nullable ContactId had) {
        if (open.newContact().equals(had) && !isToOneself(open)) {
            state.replace(open.moved(inferred(Status.CONFIRMED, entry), open.reason()));
            state.culturalContact = had;
        } else {
            state.replace(open.moved(inferred(Status.CANCELLED, entry), open.reason()));
        }
    }

    /** Between two addresses of one contact: nothing tells whether it was accepted. */
    private static boolean isToOneself(Distribution line) {
        return line.newContact().equals(line.oldContact());
    }

    /** The entry is of another kind, and its block names the open transfer (as rule 1 names it) as not ended. */
    private static boolean saysStillOpen(WalletEntry entry, Distribution open, People people) {
        Transfer block = entry.transfer();
        if (block == null || block.endedAt() != null || entry.lifecycle().isTransfer()) {
            return false;
        }
        EmailAddress recipient = people.address(block.recipient());
        return block.transferId() == null
                ? people.has(open.oldContact(), people.address(block.sender()))
                        && people.has(open.newContact(), recipient)
                : block.transferId().equals(open.transferId())
                        && (recipient == null || people.has(open.newContact(), recipient));
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
