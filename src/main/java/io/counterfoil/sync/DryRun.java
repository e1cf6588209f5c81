package io.counterfoil.sync;

import io.counterfoil.contacts.NewContact;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.runs.RunEnd;
import io.counterfoil.runs.RunStatus;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.LogItem;
import io.counterfoil.tickets.TicketLedger;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run would do: plans up to 100 pages, each over what the former ones came to, and stores nothing but its report (rule
 * 9 of retrieving).
 */
final class DryRun {
    private static final int MOST_PAGES = 100;
    private static final int MOST_TICKETS_TOLD = 1000;
    private static final JsonMapper JSON = new JsonMapper();

    private final OrganizerTransactions transactions;
    private final SyncPositions positions;
    private final PageSource pages;
    private final Snapshots snapshots;
    private final Ids ids;
    private final Clock clock;

    DryRun(
            OrganizerTransactions transactions,
            SyncPositions positions,
            PageSource pages,
            Snapshots snapshots,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.positions = positions;
        this.pages = pages;
        this.snapshots = snapshots;
        this.ids = ids;
        this.clock = clock;
    }

    RunEnd execute(PageSource.Asking asking) {
        OrganizerCode organizer = asking.run().organizer();
        SyncPosition position = positions.find(organizer, asking.from().code());
        Overlay overlay = new Overlay();
        String cut = null;
        String key = position.paginationKey();
        while (cut == null) {
            DiffAnswer answer = pages.ask(asking, key).answer();
            if (!(answer instanceof DiffAnswer.Page(DiffPage page, int bytes))) {
                cut = "stopped by the wallet's answer or by a person: " + answer;
                break;
            }
            plan(asking, page, position, overlay);
            asking.run()
                    .planned(
                            overlay.pages,
                            SyncRun.runCounts(overlay.counts),
                            SyncRun.times(page, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            if (page.last() || page.nextKey().equals(key)) {
                break;
            }
            key = page.nextKey();
            if (overlay.pages == MOST_PAGES) {
                cut = "after " + MOST_PAGES + " pages";
            }
        }
        String report = JSON.writeValueAsString(overlay.report(cut));
        return new RunEnd.Ended(
                overlay.counts.quarantined() == 0 ? RunStatus.SUCCEEDED : RunStatus.PARTIAL,
                "dry run: nothing was stored" + (cut == null ? "" : "; cut " + cut),
                report);
    }

    private void plan(PageSource.Asking asking, DiffPage page, SyncPosition from, Overlay overlay) {
        PageApplier.Request request = new PageApplier.Request(
                asking.from(),
                page,
                from,
                new Parcel.Taking(
                        new LogItem.Stream(asking.from().code(), from.epoch()),
                        asking.from().customParameters().distributionEnabled(),
                        asking.run().runId(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
        List<Parcel> parcels = PageApplier.parcels(request);
        Snapshot snapshot = transactions.read(
                request.organizer(), () -> snapshots.takeOver(request.organizer(), parcels, overlay.snapshot));
        PageApplier.Sorted sorted = PageApplier.sort(request, parcels, snapshot, ids, digests -> java.util.Set.of());
        overlay.take(snapshot, sorted);
    }

    /** What the pages came to so far. */
    private static final class Overlay {
        private @Nullable Snapshot snapshot;
        private PageCounts counts = PageCounts.NONE;
        private int pages;
        private final Map<String, String> quarantined = new TreeMap<>();
        private final Map<ContactId, NewContact> born = new LinkedHashMap<>();

        void take(Snapshot next, PageApplier.Sorted sorted) {
            snapshot = next;
            counts = counts.plus(sorted.counts());
            pages++;
            next.book().born().forEach(contact -> born.put(contact.id(), contact));
            for (Held held : sorted.held()) {
                if (held.kind() == Held.Kind.QUARANTINE && quarantined.size() < MOST_TICKETS_TOLD) {
                    quarantined.put(
                            Objects.requireNonNullElse(
                                    held.ticketId(), held.id().toString()),
                            held.detail());
                }
            }
        }

        Map<String, @Nullable Object> report(@Nullable String cut) {
            List<Object> tickets = new ArrayList<>();
            int changed = 0;
            for (TicketLedger ledger : snapshot == null ? List.<TicketLedger>of() : snapshot.all()) {
                if (ledger.isChanged() && ++changed <= MOST_TICKETS_TOLD) {
                    tickets.add(ticket(ledger));
                }
            }
            Map<String, @Nullable Object> report = new LinkedHashMap<>();
            report.put("pages", pages);
            report.put("entries", counts.entries());
            report.put("applied", counts.applied());
            report.put("unchanged", counts.unchanged());
            report.put("skipped", counts.skipped());
            report.put("quarantined", counts.quarantined());
            report.put("cut", cut);
            report.put("contactsCreated", born.size());
            report.put("ticketsChanged", changed);
            report.put("tickets", tickets);
            report.put("quarantinedEntries", quarantined);
            return report;
        }

        private Map<String, @Nullable Object> ticket(TicketLedger ledger) {
            Map<String, @Nullable Object> ticket = new LinkedHashMap<>();
            ticket.put("ticketId", ledger.ticketId().value());
            ticket.put("culturalContact", person(ledger.culturalContact()));
            List<Object> lines = new ArrayList<>();
            for (Distribution line : ledger.changedLines()) {
                Map<String, @Nullable Object> told = new LinkedHashMap<>();
                told.put("action", line.action().name());
                told.put("status", line.status().name());
                told.put("source", line.source().name());
                told.put("oldContact", person(line.oldContact()));
                told.put("newContact", person(line.newContact()));
                lines.add(told);
            }
            ticket.put("distributions", lines);
            return ticket;
        }

        /** Known people by id; whoever would be created as such: his address stays out of the report. */
        private @Nullable String person(@Nullable ContactId contact) {
            if (contact == null) {
                return null;
            }
            NewContact fresh = born.get(contact);
            return fresh == null ? contact.toString() : fresh.temporary() ? "new temporary contact" : "new contact";
        }
    }
}
