package io.counterfoil.sync;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The entries that could not be applied, and those that were skipped. Replayed once the cause is mended: an entry then takes
 * its place by order like any late one, and is closed as superseded only when that would change nothing (rule 6 of
 * retrieving).
 */
public final class Quarantine {
    /** Entries replayed in one transaction. */
    private static final int AT_ONCE = 1000;

    private final OrganizerTransactions transactions;
    private final HeldStore store;
    private final Replays replays;
    private final Journal journal;
    private final Clock clock;

    Quarantine(OrganizerTransactions transactions, HeldStore store, Replays replays, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.replays = replays;
        this.journal = journal;
        this.clock = clock;
    }

    /** Held entries, oldest first. */
    public List<Held> list(OrganizerCode organizer, HeldFilter filter, @Nullable UUID after, int limit) {
        return transactions.read(organizer, () -> store.list(organizer, filter, after, limit));
    }

    /** How many quarantined entries are open, by reason. */
    public Map<String, Long> openByReason(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.openByReason(organizer, Held.Kind.QUARANTINE));
    }

    /** The entry, whatever became of it; refused when there is none. */
    public Held find(OrganizerCode organizer, UUID id) {
        return transactions.read(organizer, () -> require(organizer, id));
    }

    /** Replays one entry; the answer says what became of it: it stays open when it still cannot be applied. */
    public Held replay(OrganizerCode organizer, UUID id, String actor) {
        return transactions.write(organizer, () -> {
            Held held = require(organizer, id);
            if (held.state() != Held.State.OPEN) {
                throw Refusal.conflict(
                        "already-closed", "quarantined entry " + id + " is " + held.state() + " (expected: OPEN)");
            }
            replays.replay(organizer, List.of(held), actor);
            return require(organizer, id);
        });
    }

    /**
     * Replays all open entries of a reason, as they came.
     *
     * @return how many were closed by it
     */
    public int replayAll(OrganizerCode organizer, String reason, String actor) {
        int closed = 0;
        UUID after = null;
        while (true) {
            UUID from = after;
            Batch batch = transactions.write(organizer, () -> {
                List<Held> open = store.list(organizer, HeldFilter.quarantined(Held.State.OPEN, reason), from, AT_ONCE);
                return new Batch(open, replays.replay(organizer, open, actor));
            });
            closed += batch.closed();
            if (batch.entries().size() < AT_ONCE) {
                return closed;
            }
            after = batch.entries().getLast().id();
        }
    }

    /** Gives an entry up. */
    public Held discard(OrganizerCode organizer, UUID id, String actor) {
        return transactions.write(organizer, () -> {
            Held held = require(organizer, id);
            if (held.state() == Held.State.OPEN) {
                store.close(organizer, List.of(id), Held.State.DISCARDED, clock.instant(), actor);
                journal.append(
                        organizer,
                        actor,
                        List.of(new Change("quarantine", id.toString(), "discarded", held.runId(), null)));
            }
            return require(organizer, id);
        });
    }

    /**
     * Forgets entries, quarantined and skipped ones, that were closed so long ago. One that a wallet tells again after that is
     * taken like a new one: it counts as unchanged where it was applied, and is quarantined anew where it was given up.
     */
    public void forget(OrganizerCode organizer, Duration kept) {
        Instant before = clock.instant().truncatedTo(ChronoUnit.MICROS).minus(kept);
        int forgotten;
        do {
            forgotten = transactions.writeAside(organizer, () -> store.forget(organizer, before, AT_ONCE));
        } while (forgotten == AT_ONCE);
    }

    /** Tickets are known from now on: what was quarantined for them is replayed, in order, in the caller's transaction. */
    public void ticketsImported(OrganizerCode organizer, Collection<TicketId> tickets, String actor) {
        replayTickets(organizer, Held.Kind.QUARANTINE, tickets, actor);
    }

    /**
     * Applies what was skipped for tickets that left the skip list.
     *
     * @return how many entries were closed by it
     */
    public int applySkipped(OrganizerCode organizer, Collection<TicketId> tickets, String actor) {
        return transactions.write(organizer, () -> replayTickets(organizer, Held.Kind.SKIP, tickets, actor));
    }

    private int replayTickets(OrganizerCode organizer, Held.Kind kind, Collection<TicketId> tickets, String actor) {
        List<Held> open = store.ofTickets(organizer, kind, tickets, Integer.MAX_VALUE);
        return replays.replay(organizer, open, actor);
    }

    private Held require(OrganizerCode organizer, UUID id) {
        Held held = store.find(organizer, Held.Kind.QUARANTINE, id);
        if (held == null) {
            throw Refusal.notFound("quarantined entry", id);
        }
        return held;
    }

    private record Batch(List<Held> entries, int closed) {}
}
