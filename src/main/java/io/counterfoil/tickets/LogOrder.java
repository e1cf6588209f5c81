package io.counterfoil.tickets;

import io.counterfoil.kernel.Rule;
import io.counterfoil.tickets.LogItem.Answer;
import io.counterfoil.tickets.LogItem.BackOfficeChange;
import io.counterfoil.tickets.LogItem.ImportedContact;
import io.counterfoil.tickets.LogItem.Stream;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a ticket's log is folded (distribution rule 4; ADR 0004 says why it stays one order when sequences,
 * times and arrival disagree).
 *
 * <ol>
 *   <li>Entries with a sequence stand in a stream per interface and epoch, by sequence; entries with a usable
 *       {@code statusDate} only, in one by time. Ties by arrival.
 *   <li>Streams with times are merged by time: an entry counts as late as the latest before it in its stream.
 *   <li>What is left (streams without any time, imports, back-office changes without a sequence, entries with neither) is
 *       merged in by arrival: an item stands before what came later, except what belongs before something that came earlier.
 * </ol>
 */
@Rule(
        "A ticket's log is ordered by sequence within one interface and epoch, by statusDate across them, and by arrival where"
                + " there is neither; a statusDate more than a day ahead of its receipt does not order.")
final class LogOrder {
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private LogOrder() {}

    /** The items in fold order. */
    static List<LogItem> sort(List<LogItem> items) {
        List<LogItem> alone = new ArrayList<>();
        Map<StreamKey, List<LogItem>> streams = new LinkedHashMap<>();
        for (LogItem item : items) {
            StreamKey key = streamOf(item);
            (key == null ? alone : streams.computeIfAbsent(key, k -> new ArrayList<>())).add(item);
        }
        List<List<LogItem>> timed = new ArrayList<>();
        List<List<LogItem>> untimed = new ArrayList<>();
        for (List<LogItem> stream : streams.values()) {
            stream.sort(Comparator.comparing(LogOrder::placeInStream).thenComparingInt(LogItem::arrival));
            (stream.stream().allMatch(item -> timeOf(item) == null) ? untimed : timed).add(stream);
        }
        alone.sort(Comparator.comparingInt(LogItem::arrival));
        untimed.add(alone);
        untimed.add(merge(timed, LogOrder::runningTimes));
        return merge(untimed, LogOrder::effectiveArrivals);
    }

    /** The time by which an entry may be ordered; null: none. */
    static @Nullable Instant usableTime(WalletEntry entry) {
        Instant at = entry.statusAt();
        return at == null || at.isAfter(entry.receivedAt().plus(MOST_AHEAD)) ? null : at;
    }

    /** The stream that an item is ordered in; null: it stands by arrival. */
    static @Nullable StreamKey streamOf(LogItem item) {
        return switch (item) {
            case ImportedContact imported -> null;
            case BackOfficeChange change ->
                change.answer() instanceof Answer.Accepted accepted && accepted.sequence() != null
                        ? new StreamKey(accepted.stream(), true)
                        : null;
            case WalletEntry entry when entry.sequence() != null -> new StreamKey(entry.stream(), true);
            case WalletEntry entry -> usableTime(entry) != null ? new StreamKey(entry.stream(), false) : null;
        };
    }

    /** Sequence, or time in microseconds: compared only within one stream. */
    static long placeInStream(LogItem item) {
        Long sequence = switch (item) {
            case ImportedContact imported -> null;
            case BackOfficeChange change ->
                change.answer() instanceof Answer.Accepted accepted ? accepted.sequence() : null;
            case WalletEntry entry -> entry.sequence();
        };
        Instant time = timeOf(item);
        return sequence != null ? sequence : time == null ? 0 : micros(time);
    }

    private static @Nullable Instant timeOf(LogItem item) {
        return switch (item) {
            case ImportedContact imported -> null;
            // its sequence places it; our clock says nothing about the wallet's times
            case BackOfficeChange change -> null;
            case WalletEntry entry -> usableTime(entry);
        };
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    /** Per item the latest time up to it; before the first time of the stream, that one. */
    private static long[] runningTimes(List<LogItem> stream) {
        long[] times = new long[stream.size()];
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < times.length; i++) {
            Instant time = timeOf(stream.get(i));
            latest = time == null ? latest : Math.max(latest, micros(time));
            times[i] = latest;
        }
        for (int i = times.length - 2; i >= 0; i--) {
            times[i] = times[i] == Long.MIN_VALUE ? times[i + 1] : times[i];
        }
        return times;
    }

    /** Per item the earliest arrival of it and of everything after it. */
    private static long[] effectiveArrivals(List<LogItem> stream) {
        long[] arrivals = new long[stream.size()];
        long earliest = Long.MAX_VALUE;
        for (int i = arrivals.length - 1; i >= 0; i--) {
            earliest = Math.min(earliest, stream.get(i).arrival());
            arrivals[i] = earliest;
        }
        return arrivals;
    }

    /** Takes again and again, of the first items that are left, the one with the smallest measure, then arrival. */
    private static List<LogItem> merge(List<List<LogItem>> streams, Measure measure) {
        if (streams.size() == 1) {
            return streams.getFirst();
        }
        List<long[]> measures = streams.stream().map(measure::of).toList();
        int[] next = new int[streams.size()];
        List<LogItem> merged = new ArrayList<>();
        while (true) {
            int best = -1;
            for (int s = 0; s < next.length; s++) {
                if (next[s] < streams.get(s).size() && (best < 0 || isBefore(streams, measures, next, s, best))) {
                    best = s;
                }
            }
            if (best < 0) {
                return merged;
            }
            merged.add(streams.get(best).get(next[best]++));
        }
    }

    private static boolean isBefore(
            List<List<LogItem>> streams, List<long[]> measures, int[] next, int one, int other) {
        int byMeasure = Long.compare(measures.get(one)[next[one]], measures.get(other)[next[other]]);
        return byMeasure != 0
                ? byMeasure < 0
                : streams.get(one).get(next[one]).arrival()
                        < streams.get(other).get(next[other]).arrival();
    }

    /** @param sequenced ordered by sequence; otherwise by time */
    record StreamKey(Stream stream, boolean sequenced) {
        @Override
        public String toString() {
            return stream + (sequenced ? "" : "@");
        }
    }

    private interface Measure {
        long[] of(List<LogItem> stream);
    }
}
