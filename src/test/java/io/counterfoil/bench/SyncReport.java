package io.counterfoil.bench;

import io.counterfoil.bench.SyncBenchmark.Side;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a sync benchmark measured. It exists only where all results were the reference interpreter's.
 *
 * @param seconds of each round
 */
record SyncReport(int changes, Map<Side, List<Double>> seconds, double statementsPerPage, long peakHeapMib) {
    /** One line of JSON. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"oursPerSecond\":%.0f,\"springBatchPerSecond\":%.0f,\"floorPerSecond\":%.0f,\"ratioToSpringBatch\":%.3f,"
                        + "\"ratioToFloor\":%.3f,\"digestsEqual\":true,\"statementsPerPage\":%.2f,\"peakHeapMiB\":%d}",
                perSecond(Side.OURS),
                perSecond(Side.SPRING_BATCH),
                perSecond(Side.FLOOR),
                perSecond(Side.OURS) / perSecond(Side.SPRING_BATCH),
                perSecond(Side.OURS) / perSecond(Side.FLOOR),
                statementsPerPage,
                peakHeapMib);
    }

    /** The same for people. */
    String table() {
        StringBuilder table = new StringBuilder();
        line(table, "", "changes/s, median", "rounds", "ours is");
        row(table, Side.OURS, "this engine");
        row(table, Side.SPRING_BATCH, "Spring Batch");
        row(table, Side.FLOOR, "COPY, the floor");
        return table.append(String.format(
                        Locale.ROOT,
                        "%n%d changes in pages of 1,000; all results equal the reference interpreter's.%n"
                                + "Statements a page: %.2f. Peak heap of this process: %d MiB.%n",
                        changes,
                        statementsPerPage,
                        peakHeapMib))
                .toString();
    }

    private void row(StringBuilder table, Side side, String name) {
        List<String> rounds = seconds.getOrDefault(side, List.of()).stream()
                .map(time -> String.format(Locale.ROOT, "%.0f", changes / time))
                .toList();
        line(
                table,
                name,
                String.format(Locale.ROOT, "%.0f", perSecond(side)),
                String.join(" ", rounds),
                String.format(Locale.ROOT, "%.2f x", perSecond(Side.OURS) / perSecond(side)));
    }

    private static void line(StringBuilder table, String... cells) {
        table.append(String.format("%-16s %18s   %-22s %8s%n", (Object[]) cells));
    }

    private double perSecond(Side side) {
        List<Double> sorted =
                seconds.getOrDefault(side, List.of()).stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return changes / median;
    }
}
