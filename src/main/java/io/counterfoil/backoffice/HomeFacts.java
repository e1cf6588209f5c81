package io.counterfoil.backoffice;

import io.counterfoil.backoffice.HomeView.Figure;
import io.counterfoil.backoffice.HomeView.FunctionLine;
import io.counterfoil.backoffice.TransferTimes.Unit;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaseLists;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.FunctionState;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.push.Undoing;
import io.counterfoil.runs.LatestRun;
import io.counterfoil.runs.Runs;
import io.counterfoil.sync.Quarantine;
import io.counterfoil.tickets.TransferFigures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers what Home shows: all of one moment, with the same number of statements whatever there is. */
final class HomeFacts {
    private static final int HOURS = 24;
    /** There is always some case to answer: it says nothing about what is in step. */
    private static final String CASES = "cases";

    /** A first run that is not begun so long after it was due does not come by itself. */
    private static final Duration OVERDUE = Duration.ofMinutes(10);

    private static final long COUNTED = 10_000;

    private final OrganizerTransactions transactions;
    private final Interfaces interfaces;
    private final Runs runs;
    private final Quarantine quarantine;
    private final TransferFigures transfers;
    private final Queues queues;
    private final Clock clock;

    HomeFacts(
            OrganizerTransactions transactions,
            Interfaces interfaces,
            Runs runs,
            Quarantine quarantine,
            TransferFigures transfers,
            Queues queues,
            Clock clock) {
        this.transactions = transactions;
        this.interfaces = interfaces;
        this.runs = runs;
        this.quarantine = quarantine;
        this.transfers = transfers;
        this.queues = queues;
        this.clock = clock;
    }

    /** Who knows what waits for people. */
    record Queues(Undoing undoing, CaseLists cases) {}

    HomeView of(OrganizerCode organizer, Formats fmt) {
        return transactions.read(organizer, () -> read(organizer, fmt));
    }

    private HomeView read(OrganizerCode organizer, Formats fmt) {
        Instant now = clock.instant();
        List<Interface> links = interfaces.list(organizer);
        List<FunctionLine> functions = functions(links, runs.latest(organizer, links), now);
        Map<String, Long> held = quarantine.openByReason(organizer);
        long outOfStep = transfers.outOfStep(organizer, COUNTED);
        List<TransferFigures.Age> ages = transfers.openByAge(organizer, now, TransferPages.AGES);
        Instant since = Unit.HOUR.floor(now.minus(HOURS - 1, ChronoUnit.HOURS), fmt.zone());
        List<TransferFigures.Hour> hours =
                TransferTimes.steps(transfers.perHour(organizer, since, fmt.zone()), since, now, Unit.HOUR, fmt.zone());
        Base base = new Base("/o/" + organizer, fmt, now);
        Work work = new Work(
                queues.undoing().countWaiting(organizer), queues.cases().waiting(organizer));
        List<Figure> figures = figures(base, functions, held, outOfStep, ages, work);
        List<HomeView.Age> byAge = ages.stream()
                .map(age -> new HomeView.Age(
                        TransferPages.age(age.from(), fmt), age.count(), TransferPages.open(base.path(), age.from())))
                .toList();
        return new HomeView(
                verdict(figures),
                figures,
                functions,
                hoursChart(hours, base),
                hours.stream()
                        .filter(hour -> hour.all() > 0)
                        .map(hour -> new HomeView.Hour(hour, TransferPages.begun(base.path(), hour.hour())))
                        .toList(),
                BarChart.of(byAge.stream()
                        .map(age -> new BarChart.Value(age.text(), List.of(age.count()), age.path()))
                        .toList()),
                byAge,
                held,
                !links.isEmpty());
    }

    private static Tone verdict(List<Figure> figures) {
        return figures.stream()
                .filter(figure -> !figure.key().equals(CASES))
                .map(Figure::tone)
                .reduce(Tone.NONE, Tone::worse);
    }

    private static BarChart hoursChart(List<TransferFigures.Hour> hours, Base base) {
        return BarChart.of(hours.stream()
                .map(hour -> new BarChart.Value(
                        base.fmt().hour(hour.hour()),
                        List.of(hour.confirmed(), hour.cancelled(), hour.pending()),
                        TransferPages.begun(base.path(), hour.hour())))
                .toList());
    }

    private record Base(String path, Formats fmt, Instant now) {}

    /** What waits for people. */
    private record Work(int undos, CaseLists.Waiting desk) {}

    private static List<Figure> figures(
            Base base,
            List<FunctionLine> functions,
            Map<String, Long> held,
            long outOfStep,
            List<TransferFigures.Age> ages,
            Work work) {
        Formats fmt = base.fmt();
        long failing = functions.stream()
                .filter(line -> line.health().tone() == Tone.BAD)
                .count();
        long entries = held.values().stream().mapToLong(Long::longValue).sum();
        long open = ages.stream().mapToLong(TransferFigures.Age::count).sum();
        boolean old = ages.getLast().count() > 0;
        // before the first run nothing is green, whatever is set up
        Tone known = functions.stream().allMatch(line -> line.latest() == null) ? Tone.NONE : Tone.GOOD;
        return List.of(
                lag(base, functions),
                new Figure("failing", failing > 0 ? Tone.BAD : known, fmt.number(failing), base.path() + "/interfaces"),
                new Figure(
                        "quarantine",
                        entries > 0 ? Tone.WARN : known,
                        fmt.number(entries),
                        base.path() + "/quarantine"),
                new Figure(
                        "out-of-step",
                        outOfStep > 0 ? Tone.WARN : known,
                        counted(outOfStep, fmt),
                        base.path() + "/out-of-step"),
                new Figure("open", old ? Tone.WARN : known, fmt.number(open), TransferPages.open(base.path(), null)),
                new Figure(
                        "undo-requests",
                        work.undos() > 0 ? Tone.WARN : known,
                        fmt.number(work.undos()),
                        base.path() + "/undo-requests"),
                cases(base, work.desk(), known));
    }

    private static Figure cases(Base base, CaseLists.Waiting desk, Tone none) {
        return new Figure(
                CASES,
                desk.cases() > 0 ? Tone.BUSY : none,
                counted(desk.cases(), base.fmt()),
                base.path() + "/cases?state=TO_ANSWER");
    }

    private static String counted(long count, Formats fmt) {
        return count >= COUNTED ? "≥ " + fmt.number(COUNTED) : fmt.number(count);
    }

    /** The interface that is furthest behind says it for all; furthest is one that never had a good run. */
    private static Figure lag(Base base, List<FunctionLine> functions) {
        List<FunctionLine> retrieving = functions.stream()
                .filter(line -> line.function().equals(InterfaceFunction.RETRIEVE_TICKET_STATUS.code()))
                .toList();
        List<FunctionLine> never =
                retrieving.stream().filter(line -> goodAt(line) == null).toList();
        Tone tone = retrieving.stream().map(line -> line.health().tone()).reduce(Tone.NONE, Tone::worse);
        if (!never.isEmpty()) {
            Instant patience = base.now().minus(OVERDUE);
            boolean odd = never.size() < retrieving.size()
                    || never.stream()
                            .anyMatch(line ->
                                    line.nextDueAt() != null && line.nextDueAt().isBefore(patience));
            String value = base.fmt().text("home.never");
            return new Figure("lag", odd ? tone.worse(Tone.WARN) : tone, value, base.path() + "/interfaces");
        }
        Instant behind = retrieving.stream()
                .map(HomeFacts::goodAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        return new Figure("lag", tone, base.fmt().ago(behind), base.path() + "/interfaces");
    }

    private static @Nullable Instant goodAt(FunctionLine line) {
        return line.latest() == null ? null : line.latest().goodAt();
    }

    private static List<FunctionLine> functions(List<Interface> links, List<LatestRun> latest, Instant now) {
        Map<String, LatestRun> byFunction = new HashMap<>();
        latest.forEach(each -> byFunction.put(
                each.run().interfaceCode() + "/" + each.run().function().code(), each));
        List<FunctionLine> lines = new ArrayList<>();
        for (Interface link : links) {
            for (InterfaceFunction function : InterfaceFunction.values()) {
                FunctionState state = link.function(function);
                LatestRun run = byFunction.get(link.code() + "/" + function.code());
                if (run != null
                        || state.schedule() != null
                        || state.pausedAt() != null
                        || function == InterfaceFunction.RETRIEVE_TICKET_STATUS) {
                    lines.add(new FunctionLine(
                            link.code(),
                            function.code(),
                            health(state, run, now),
                            run,
                            state.nextDueAt(),
                            state.pauseReason()));
                }
            }
        }
        return lines;
    }

    static FunctionHealth health(FunctionState state, @Nullable LatestRun run, Instant now) {
        Instant good = run == null ? null : run.goodAt();
        return FunctionHealth.of(
                state.failingSince() != null,
                state.pausedAt() != null,
                state.schedule(),
                good == null ? null : Duration.between(good, now));
    }
}
