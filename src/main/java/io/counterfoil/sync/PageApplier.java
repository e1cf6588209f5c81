package io.counterfoil.sync;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Interface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Applies one page in one transaction: contacts, tickets, status log, lines, journal, quarantine, the run's counts and the
 * pagination key, or nothing of it. If the process dies anywhere in here, the page is asked for again from the old key.
 */
final class PageApplier {
    private final OrganizerTransactions transactions;
    private final Snapshots snapshots;
    private final PageStores stores;
    private final Ids ids;

    PageApplier(OrganizerTransactions transactions, Snapshots snapshots, PageStores stores, Ids ids) {
        this.transactions = transactions;
        this.snapshots = snapshots;
        this.stores = stores;
        this.ids = ids;
    }

    /** A page as it came, and what it was asked for with. */
    record Request(Interface to, DiffPage page, SyncPosition from, Parcel.Taking taking) {
        OrganizerCode organizer() {
            return to.organizer();
        }
    }

    /** Writes the run's counts in the page's transaction; throws when the run has lost its lease. */
    interface Checkpoint {
        void passed(PageCounts counts, String paginationKey);
    }

    PageOutcome apply(Request request, Checkpoint checkpoint) {
        List<Parcel> parcels = parcels(request);
        return transactions.write(request.organizer(), () -> {
            Snapshot snapshot =
                    snapshots.take(request.organizer(), parcels, request.to().skipList());
            Sorted sorted = sort(
                    request,
                    parcels,
                    snapshot,
                    ids,
                    digests -> stores.held()
                            .closed(request.organizer(), request.to().code(), digests));
            if (sorted.refusal() != null) {
                return new PageOutcome.Refused(sorted.refusal());
            }
            if (!stores.positions()
                    .advance(
                            request.organizer(),
                            request.to().code(),
                            request.from(),
                            request.page().nextKey())) {
                return new PageOutcome.Refused("the pagination key was reset while the page was on its way");
            }
            stores.held().hold(request.organizer(), sorted.held());
            stores.store(
                    request.organizer(),
                    snapshot,
                    request.taking().runId(),
                    request.to().code());
            checkpoint.passed(sorted.counts(), request.page().nextKey());
            return new PageOutcome.Applied(sorted.counts(), sorted.notes());
        });
    }

    /** {@link PageStores#store}, for entries that come from elsewhere than a page. */
    void store(OrganizerCode organizer, Snapshot snapshot, UUID runId, String interfaceCode) {
        stores.store(organizer, snapshot, runId, interfaceCode);
    }

    static List<Parcel> parcels(Request request) {
        List<Parcel> parcels = new ArrayList<>(request.page().items().size());
        for (DiffItem item : request.page().items()) {
            if (item instanceof DiffEntry entry) {
                parcels.add(Parcel.of(entry, request.taking()));
            }
        }
        return parcels;
    }

    /**
     * What becomes of each entry; changes the snapshot only.
     *
     * @param closed answers which digests were quarantined once and are closed
     */
    static Sorted sort(
            Request request,
            List<Parcel> parcels,
            Snapshot snapshot,
            Ids ids,
            Function<Collection<UUID>, Set<UUID>> closed) {
        PageSorter sorter = new PageSorter(request, ids);
        SyncPlan plan = new SyncPlan(snapshot, request.to().skipList());
        int next = 0;
        for (DiffItem item : request.page().items()) {
            switch (item) {
                case DiffItem.Rejected rejected -> sorter.rejected(rejected);
                case DiffEntry entry -> {
                    Parcel parcel = parcels.get(next++);
                    sorter.judged(parcel, plan.apply(parcel));
                }
            }
        }
        sorter.refolded(snapshot.all());
        return sorter.result(closed);
    }

    /** @param refusal why nothing is to be stored; null: all is well */
    record Sorted(
            PageCounts counts,
            List<Held> held,
            List<String> notes,
            @Nullable String refusal) {}
}
