package io.counterfoil.sync;

import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.SkipList;
import io.counterfoil.tickets.LogItem.Stream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Takes held entries in again, from their raw bytes, in the caller's writing transaction. */
final class Replays {
    private final Interfaces interfaces;
    private final Snapshots snapshots;
    private final PageApplier applier;
    private final HeldStore store;
    private final Journal journal;
    private final Clock clock;

    Replays(
            Interfaces interfaces,
            Snapshots snapshots,
            PageApplier applier,
            HeldStore store,
            Journal journal,
            Clock clock) {
        this.interfaces = interfaces;
        this.snapshots = snapshots;
        this.applier = applier;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /** Replays entries in their order; answers how many are closed. */
    int replay(OrganizerCode organizer, List<Held> entries, String actor) {
        if (entries.isEmpty()) {
            return 0;
        }
        Map<Held, Parcel> parcels = parcels(organizer, entries);
        // a replay is asked for: the skip list does not apply
        SkipList skipNothing = SkipList.parse("");
        Snapshot snapshot = snapshots.take(organizer, List.copyOf(parcels.values()), skipNothing);
        SyncPlan plan = new SyncPlan(snapshot, skipNothing);
        Map<Held.State, List<UUID>> closed = new HashMap<>();
        parcels.forEach((held, parcel) -> {
            switch (plan.apply(parcel)) {
                case Verdict.Applied applied -> note(closed, Held.State.REPLAYED, held);
                case Verdict.Unchanged() -> note(closed, Held.State.SUPERSEDED, held);
                case Verdict.Refused refused -> store.stillOpen(organizer, held.id(), refused);
                case Verdict.Skipped() -> throw new IllegalStateException("an empty skip list skipped " + held.id());
            }
        });
        applier.store(
                organizer,
                snapshot,
                entries.getFirst().runId(),
                entries.getFirst().interfaceCode());
        closed.forEach((state, ids) -> store.close(organizer, ids, state, clock.instant(), actor));
        journal.append(organizer, actor, changes(closed));
        return closed.values().stream().mapToInt(List::size).sum();
    }

    private Map<Held, Parcel> parcels(OrganizerCode organizer, List<Held> entries) {
        Map<String, Interface> known = new HashMap<>();
        Map<Held, Parcel> parcels = new LinkedHashMap<>();
        EntryReader reader = new EntryReader();
        for (Held held : entries) {
            Interface from = known.computeIfAbsent(held.interfaceCode(), code -> interfaces.require(organizer, code));
            switch (reader.read(held.raw())) {
                case DiffEntry entry ->
                    parcels.put(
                            held,
                            Parcel.of(
                                    entry,
                                    new Parcel.Taking(
                                            new Stream(held.interfaceCode(), held.epoch()),
                                            from.customParameters().distributionEnabled(),
                                            held.runId(),
                                            clock.instant().truncatedTo(ChronoUnit.MICROS))));
                case DiffItem.Rejected rejected ->
                    store.stillOpen(
                            organizer, held.id(), new Verdict.Refused(DiffItem.Rejected.REASON, rejected.detail()));
            }
        }
        return parcels;
    }

    private static void note(Map<Held.State, List<UUID>> closed, Held.State state, Held held) {
        closed.computeIfAbsent(state, s -> new ArrayList<>()).add(held.id());
    }

    private static List<Change> changes(Map<Held.State, List<UUID>> closed) {
        List<Change> changes = new ArrayList<>();
        closed.forEach((state, ids) -> ids.forEach(id -> changes.add(
                new Change("quarantine", id.toString(), state.name().toLowerCase(Locale.ROOT), null, null))));
        return changes;
    }
}
