package io.counterfoil.tickets;

import static io.counterfoil.tickets.TransferWords.begunAfter;
import static io.counterfoil.tickets.TransferWords.begunAt;
import static io.counterfoil.tickets.TransferWords.endedAt;
import static io.counterfoil.tickets.TransferWords.reason;
import static io.counterfoil.tickets.TransferWords.statusOf;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.Rule;
import io.counterfoil.tickets.Distribution.Birth;
import io.counterfoil.tickets.Distribution.Source;
import io.counterfoil.tickets.Distribution.Status;
import io.counterfoil.tickets.Distribution.Step;
import io.counterfoil.tickets.LifecycleStatus.Effect;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the transfer family does: it settles what came before, then opens, confirms or cancels the line of its
 * own transfer (the table and rules 1, 2 and 5 of the distribution history).
 */
@Rule(
        "One line per ticket, transfer id and new contact; without an id an entry speaks of the open line with its sender and"
                + " recipient, else of a new one; the same id with another recipient cancels the first line and opens another.")
final class TransferFold {
    private final Ids ids;

    TransferFold(Ids ids) {
        this.ids = ids;
    }

    void step(FoldState state, WalletEntry entry, People people) {
        TransferParties parties = TransferParties.of(entry, state, people);
        if (parties == null) {
            return;
        }
        Distribution own = ownLine(state, entry, parties, people);
        Distribution former = Births.formerOf(people.former(), entry, parties, people);
        cancelCorrected(state, entry, own);
        Status told = statusOf(entry.lifecycle().effect());
        boolean over = own != null && own.status() == told && told != Status.PENDING;
        ContactId had = over
                ? Fold.owner(state, entry, people)
                : sender(state, entry, parties, own == null ? former : own, people);
        Settling.settle(state, entry, new Settling.Had(had, over), own, people, ids);
        if (own != null) {
            move(state, entry, own, told);
        } else {
            open(state, entry, had, parties, told, former, people);
        }
        if (told == Status.CONFIRMED) {
            ContactId owner = Fold.owner(state, entry, people);
            if (owner != null && !owner.equals(state.culturalContact)) {
                Settling.infer(state, entry, owner, Birth.Part.AFTER, ids);
            }
        }
    }

    private static @Nullable Distribution ownLine(
            FoldState state, WalletEntry entry, TransferParties parties, People people) {
        for (Distribution line : state.lines()) {
            if (isReassignment(line, entry) && isRecipient(line, parties, people)) {
                return line;
            }
        }
        String transferId = entry.transferId();
        if (transferId == null) {
            Distribution open = state.open();
            return open != null && isRecipient(open, parties, people) && isSender(open, parties, people) ? open : null;
        }
        for (Distribution line : state.lines().reversed()) {
            if (transferId.equals(line.transferId()) && isRecipient(line, parties, people)) {
                return line;
            }
        }
        return null;
    }

    /** The wallet's own word, as a transfer, about the back-office change that it accepted under that sequence. */
    private static boolean isReassignment(Distribution line, WalletEntry entry) {
        return entry.lifecycle().effect() == Effect.CONFIRMS
                && line.birth() instanceof Birth.Item(int arrival, LogItem.Answer.Accepted answer)
                && answer.sequence() != null
                && answer.sequence().equals(entry.sequence())
                && answer.stream().equals(entry.stream());
    }

    static boolean isRecipient(Distribution line, TransferParties parties, People people) {
        return parties.recipient() == null
                ? line.newContact().equals(parties.recipientKnown())
                : people.has(line.newContact(), parties.recipient());
    }

    private static boolean isSender(Distribution line, TransferParties parties, People people) {
        return parties.sender() == null
                ? java.util.Objects.equals(line.oldContact(), parties.senderKnown())
                : people.has(line.oldContact(), parties.sender());
    }

    /** A corrected address: the same transfer, another recipient. */
    private static void cancelCorrected(FoldState state, WalletEntry entry, @Nullable Distribution own) {
        Distribution open = state.open();
        if (open != null
                && entry.transferId() != null
                && entry.transferId().equals(open.transferId())
                && (own == null || !own.id().equals(open.id()))) {
            state.replace(
                    open.moved(TransferWords.step(Status.CANCELLED, entry.statusAt(), entry), "RECIPIENT_CHANGED"));
        }
    }

    private static @Nullable ContactId sender(
            FoldState state,
            WalletEntry entry,
            TransferParties parties,
            @Nullable Distribution remembered,
            People people) {
        EmailAddress sender = parties.sender();
        return sender == null
                ? parties.senderKnown()
                : people.having(
                        sender, state, remembered == null ? null : remembered.oldContact(), begunAt(entry), false);
    }

    private void open(
            FoldState state,
            WalletEntry entry,
            @Nullable ContactId had,
            TransferParties parties,
            Status told,
            @Nullable Distribution former,
            People people) {
        EmailAddress address = parties.recipient();
        ContactId recipient = address == null
                ? java.util.Objects.requireNonNull(parties.recipientKnown())
                : people.recipient(
                        address,
                        state,
                        former == null ? null : former.newContact(),
                        begunAt(entry),
                        told == Status.CONFIRMED);
        Instant begun = begunAt(entry);
        Instant ended = told == Status.PENDING ? null : endedAt(entry);
        Step step = TransferWords.step(told, told == Status.PENDING ? begun : ended, entry);
        state.add(new Distribution(
                former == null ? ids.next() : former.id(),
                Distribution.Action.DISTRIBUTE,
                told,
                Source.WALLET,
                step.actor(),
                told == Status.CANCELLED ? reason(entry) : null,
                entry.transferId(),
                had,
                recipient,
                begun,
                ended,
                entry.receivedAt(),
                entry.runId(),
                List.of(step),
                new Birth.Entry(entry.digest(), Birth.Part.OWN)));
        if (told == Status.CONFIRMED) {
            state.culturalContact = recipient;
        }
    }

    /** Legal moves: PENDING to either end; CANCELLED to CONFIRMED or back to PENDING by the wallet's own word. */
    private static void move(FoldState state, WalletEntry entry, Distribution own, Status told) {
        Distribution line = own.begun(begunAfter(own, entry));
        if (own.status() == told || own.status() == Status.CONFIRMED) {
            state.replace(line);
            return;
        }
        Instant at = told == Status.PENDING ? begunAt(entry) : endedAt(entry);
        state.replace(line.moved(TransferWords.step(told, at, entry), told == Status.CANCELLED ? reason(entry) : null));
        if (told == Status.CONFIRMED) {
            state.culturalContact = own.newContact();
        }
    }
}
