package io.counterfoil.sync;

import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.runs.ChangeTimes;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunContext;
import io.counterfoil.runs.RunCounts;
import io.counterfoil.runs.RunEnd;
import io.counterfoil.runs.RunFunction;
import io.counterfoil.runs.RunMetrics;
import io.counterfoil.runs.Runs;
import io.counterfoil.tickets.LogItem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Retrieve ticket status, the story: page after page from the wallet's diff, each applied with its key, until the diff, the
 * time budget or a person ends it. While a page is applied the next one is already on its way: only applying is in order.
 */
final class SyncRun implements RunFunction {
    static final Duration BUDGET = Duration.ofMinutes(10);

    private final Interfaces interfaces;
    private final SyncPositions positions;
    private final PageSource pages;
    private final PageApplier applier;
    private final DryRun dryRun;
    private final Runs runs;
    private final RunMetrics metrics;
    private final Clock clock;

    SyncRun(
            Interfaces interfaces,
            SyncPositions positions,
            PageSource pages,
            PageApplier applier,
            DryRun dryRun,
            Runs runs,
            RunMetrics metrics,
            Clock clock) {
        this.interfaces = interfaces;
        this.positions = positions;
        this.pages = pages;
        this.applier = applier;
        this.dryRun = dryRun;
        this.runs = runs;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public InterfaceFunction function() {
        return InterfaceFunction.RETRIEVE_TICKET_STATUS;
    }

    @Override
    public RunEnd execute(RunContext context) {
        OrganizerCode organizer = context.organizer();
        Interface to = interfaces.require(organizer, context.interfaceCode());
        String apiKey = interfaces.apiKey(organizer, to.code()).orElse(null);
        if (apiKey == null) {
            return RunEnd.failed(
                    "interface " + to.code() + " has no API key (expected: the wallet's key, saved on the interface)");
        }
        PageSource.Asking asking = new PageSource.Asking(new WalletEndpoint(to.url(), apiKey), to, context);
        Run run = runs.find(organizer, context.runId()).orElseThrow();
        return run.dryRun() ? dryRun.execute(asking) : retrieve(asking, run);
    }

    private RunEnd retrieve(PageSource.Asking asking, Run run) {
        Instant budgetEnds = run.startedAt().plus(BUDGET);
        // a run that was taken over counts on from the pages before
        int quarantined = run.counts().quarantined();
        SyncPosition position = positions.find(run.organizer(), asking.from().code());
        PageSource.Fetched fetched = pages.ask(asking, position.paginationKey());
        while (true) {
            DiffAnswer answer = fetched.answer();
            if (!(answer instanceof DiffAnswer.Page(DiffPage page, int bytes))) {
                return ended(asking, answer);
            }
            boolean repeats = page.nextKey().equals(position.paginationKey()) && !page.last();
            boolean more = !page.last()
                    && !repeats
                    && !asking.from().customParameters().onePagePerRun();
            PageSource.@Nullable Fetched next = more ? pages.ask(asking, page.nextKey()) : null;
            switch (apply(asking, page, position)) {
                case PageOutcome.Refused(String reason) -> {
                    return RunEnd.failed(reason);
                }
                case PageOutcome.Applied applied ->
                    quarantined += applied.counts().quarantined();
            }
            if (repeats) {
                return RunEnd.failed("the wallet repeats its key: hasMore is true and the key did not move");
            }
            if (next == null) {
                return finished(quarantined, page.last() ? null : "one page a run, as onePagePerRun=true says");
            }
            if (clock.instant().isAfter(budgetEnds)) {
                return finished(quarantined, "the time budget of " + BUDGET.toMinutes() + " minutes is used up");
            }
            position = new SyncPosition(position.epoch(), page.nextKey());
            fetched = next;
        }
    }

    private PageOutcome apply(PageSource.Asking asking, DiffPage page, SyncPosition from) {
        RunContext context = asking.run();
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PageApplier.Request request = new PageApplier.Request(
                asking.from(),
                page,
                from,
                new Parcel.Taking(
                        new LogItem.Stream(asking.from().code(), from.epoch()),
                        asking.from().customParameters().distributionEnabled(),
                        context.runId(),
                        receivedAt));
        ChangeTimes times = times(page, receivedAt);
        metrics.oldestUnapplied(context.organizer(), asking.from().code(), times.first());
        PageOutcome outcome =
                applier.apply(request, (counts, key) -> context.checkpoint(runCounts(counts), key, times));
        if (outcome instanceof PageOutcome.Applied applied) {
            applied.notes().forEach(context::warn);
            measure(context, page, runCounts(applied.counts()), receivedAt);
        }
        return outcome;
    }

    /** How long the page took, and how old each of its changes is now that it shows. */
    private void measure(RunContext context, DiffPage page, RunCounts counts, Instant receivedAt) {
        Instant now = clock.instant();
        metrics.oldestUnapplied(context.organizer(), context.interfaceCode(), null);
        metrics.page(context.lease(), counts, Duration.between(receivedAt, now));
        for (DiffItem item : page.items()) {
            if (item instanceof DiffEntry entry
                    && entry.statusDate() != null
                    && !entry.statusDate().isAfter(now)) {
                metrics.changeVisible(context.lease(), Duration.between(entry.statusDate(), now));
            }
        }
    }

    /** When the oldest and the newest change of the page happened, as far as its entries tell; none is newer than now. */
    static ChangeTimes times(DiffPage page, Instant now) {
        Instant oldest = null;
        Instant newest = null;
        for (DiffItem item : page.items()) {
            if (item instanceof DiffEntry entry && entry.statusDate() != null) {
                Instant at = entry.statusDate().isAfter(now) ? now : entry.statusDate();
                oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
                newest = newest == null || at.isAfter(newest) ? at : newest;
            }
        }
        return new ChangeTimes(oldest, newest);
    }

    private RunEnd ended(PageSource.Asking asking, DiffAnswer answer) {
        return switch (answer) {
            case DiffAnswer.Page page -> throw new IllegalArgumentException("a page ends nothing");
            case DiffAnswer.Stopped() -> RunEnd.leftOff();
            case DiffAnswer.Refused(String reason) -> paused(asking, reason);
            case DiffAnswer.KeyTooOld(String reason) -> paused(asking, reason);
            case DiffAnswer.Later(String reason) -> RunEnd.failed(reason);
            case DiffAnswer.Redirected(String reason) -> RunEnd.failed(reason);
            case DiffAnswer.NotAllowed(String reason) -> RunEnd.failed(reason);
            case DiffAnswer.NotUsable(String reason, String excerpt) ->
                RunEnd.failed(excerpt.isBlank() ? reason : reason + "; what came: " + excerpt);
        };
    }

    private RunEnd paused(PageSource.Asking asking, String reason) {
        interfaces.pause(
                asking.run().organizer(),
                asking.from().code(),
                function(),
                reason,
                "run:" + asking.run().runId());
        return RunEnd.failed(reason);
    }

    private static RunEnd finished(int quarantined, @Nullable String reason) {
        return quarantined == 0 ? RunEnd.succeeded(reason) : RunEnd.partial(reason);
    }

    static RunCounts runCounts(PageCounts counts) {
        return new RunCounts(
                counts.entries(), counts.applied(), counts.unchanged(), counts.skipped(), counts.quarantined());
    }
}
