package io.counterfoil.push;

import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.Interface;
import io.counterfoil.runs.ChangeTimes;
import io.counterfoil.runs.RunContext;
import io.counterfoil.runs.RunCounts;
import io.counterfoil.runs.RunEnd;
import io.counterfoil.runs.RunStatus;
import io.counterfoil.sync.PersonalDataMask;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a push function: the force list first, then everything that is due in ticket-id order, page after page. A page
 * is one call; what came of it is stored in one transaction afterwards. When the process dies between the two the call is
 * made again, which changes nothing more in the wallet.
 */
final class PushRun {
    /** A simulation says where it was cut: after so many pages. */
    private static final int MOST_SIMULATED_PAGES = 100;

    private final PushTools tools;
    private final PushKind kind;
    private final RunContext context;
    private final Interface link;
    private final PushSettings.Stored stored;
    private final boolean simulation;
    private final PushReport report = new PushReport();
    private RunCounts counts = RunCounts.NONE;
    private int simulated;

    PushRun(PushTools tools, PushKind kind, RunContext context, Interface link, PushSettings.Stored stored) {
        this.tools = tools;
        this.kind = kind;
        this.context = context;
        this.link = link;
        this.stored = stored;
        this.simulation = context.lease().dryRun() || stored.settings().simulation();
    }

    /**
     * Runs to the end.
     *
     * @param begin where a run that was taken over goes on: after this ticket; empty: from the first
     */
    RunEnd run(String begin) {
        WalletEndpoint endpoint = tools.endpoints().of(link);
        Set<TicketId> attempted = new HashSet<>();
        for (List<DueTicket> page : forced()) {
            page.forEach(ticket -> attempted.add(ticket.ticket()));
            Optional<RunEnd> end = push(endpoint, page, begin);
            if (end.isPresent()) {
                return end.get();
            }
        }
        String after = begin;
        for (int pages = 0; !context.stopping(); pages++) {
            if (simulation && pages == MOST_SIMULATED_PAGES) {
                return end("cut after " + MOST_SIMULATED_PAGES + " pages, before the tickets after " + after);
            }
            List<DueTicket> due = due(after);
            if (due.isEmpty()) {
                return end(null);
            }
            if (pages == 0) {
                expect(attempted.size(), due, after);
            }
            after = due.getLast().ticket().value();
            List<DueTicket> page = due.stream()
                    .filter(ticket -> !attempted.contains(ticket.ticket()))
                    .toList();
            Optional<RunEnd> end = push(endpoint, page, after);
            if (end.isPresent()) {
                return end.get();
            }
        }
        return RunEnd.leftOff();
    }

    private List<List<DueTicket>> forced() {
        List<TicketId> listed = stored.settings().forced();
        Instant since = stored.forcedAt();
        if (listed.isEmpty() || since == null) {
            return List.of();
        }
        List<DueTicket> tickets = tools.transactions()
                .read(context.organizer(), () -> tools.store().forced(context.organizer(), link, kind, listed, since));
        return PushTools.chunks(tickets, batchSize());
    }

    private List<DueTicket> due(String after) {
        return tools.transactions()
                .read(
                        context.organizer(),
                        () -> tools.store().due(context.organizer(), link, kind, after, batchSize()));
    }

    /** Says how many tickets there are, for whoever watches: where one page holds them all there is nothing to watch. */
    private void expect(int forced, List<DueTicket> firstPage, String after) {
        if (firstPage.size() >= batchSize()) {
            // counted beside the organizer's writers, who would wait for it
            int due = tools.transactions()
                    .read(context.organizer(), () -> tools.store().countDue(context.organizer(), link, kind, after));
            tools.transactions().writeOnly(context.organizer(), () -> context.expect(forced + due));
        }
    }

    private int batchSize() {
        Integer own = stored.settings().batchSize();
        return Math.min(own == null ? link.batchSize() : own, WalletCall.MOST_TICKETS);
    }

    private Optional<RunEnd> push(WalletEndpoint endpoint, List<DueTicket> tickets, String key) {
        if (tickets.isEmpty()) {
            return Optional.empty();
        }
        PushPage page =
                PushPage.of(kind, stored.settings(), link.skipList(), tickets, addressees(tickets), tools.now());
        if (simulation) {
            report.add(page);
            context.planned(++simulated, report.counts(), ChangeTimes.UNKNOWN);
            return Optional.empty();
        }
        if (page.sent().isEmpty()) {
            store(page, List.of(), key);
            return Optional.empty();
        }
        PushAnswer answer = tools.client().call(endpoint, kind.call(), page.bodies(), context::stopping, rawCalls());
        return switch (answer) {
            case PushAnswer.Results(List<PushResult> results) -> {
                if (results.stream().allMatch(PushResult.Unknown.class::isInstance)) {
                    yield Optional.of(RunEnd.failed("the wallet's answer has no usable result for any of "
                            + results.size() + " tickets; all are sent again"));
                }
                store(page, results, key);
                yield Optional.empty();
            }
            case PushAnswer.Refused(String reason) -> {
                tools.interfaces()
                        .pause(context.organizer(), link.code(), kind.function(), reason, "interface:" + link.code());
                yield Optional.of(RunEnd.failed(reason));
            }
            case PushAnswer.Failed(String reason) -> Optional.of(RunEnd.failed(reason));
            case PushAnswer.Stopped() -> Optional.of(RunEnd.leftOff());
        };
    }

    private Map<TicketId, Addressee> addressees(List<DueTicket> tickets) {
        return kind == PushKind.INJECTION
                ? tools.transactions()
                        .read(
                                context.organizer(),
                                () -> tools.addressing()
                                        .of(
                                                context.organizer(),
                                                tickets,
                                                link.customParameters().overlayWithLastOwner()))
                : Map.of();
    }

    private void store(PushPage page, List<PushResult> results, String key) {
        List<Pushed> pushed = page.outcome(results, tools.now());
        RunCounts told = PushPage.counts(pushed);
        tools.transactions().writeOnly(context.organizer(), () -> {
            // first: a run that lost its lease writes nothing
            context.checkpoint(told, key.isEmpty() ? null : key);
            tools.store().save(context.organizer(), link, kind, pushed, context.runId());
            if (kind == PushKind.INJECTION) {
                tools.afterInjection().store(context, page.sent(), pushed);
            }
        });
        counts = counts.plus(told);
    }

    private RawCalls rawCalls() {
        OptionalInt limit = link.customParameters().dumpLimitKbs();
        return limit.isEmpty()
                ? RawCalls.NOT_KEPT
                : (request, status, text) ->
                        context.keepCall(request, status, PersonalDataMask.mask(text), limit.getAsInt() << 10);
    }

    private RunEnd end(@Nullable String reason) {
        if (simulation) {
            return new RunEnd.Ended(
                    RunStatus.SUCCEEDED, reason == null ? "simulation: nothing was sent" : reason, report.toString());
        }
        return counts.quarantined() == 0
                ? RunEnd.succeeded(reason)
                : RunEnd.partial(counts.quarantined() + " of " + counts.entries()
                        + " tickets could not be pushed: see the list of this function; they are tried again with every"
                        + " run until they are mended or skipped");
    }
}
