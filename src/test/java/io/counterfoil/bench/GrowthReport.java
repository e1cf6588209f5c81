package io.counterfoil.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a growth benchmark measured. It exists only where the results were right.
 *
 * @param changes of each round
 * @param small seconds of each round with few tickets
 * @param large seconds of each round with many
 */
record GrowthReport(
        int changes, long few, long many, List<Double> small, List<Double> large, long smallMib, long largeMib) {
    /** How much longer a change takes where many tickets are stored. */
    double ratio() {
        return median(large) / median(small);
    }

    /** One line of JSON. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"changes\":%d,\"fewTickets\":%d,\"manyTickets\":%d,\"fewPerSecond\":%.0f,\"manyPerSecond\":%.0f,"
                        + "\"growthRatio\":%.3f,\"fewDatabaseMiB\":%d,\"manyDatabaseMiB\":%d}",
                changes,
                few,
                many,
                changes / median(small),
                changes / median(large),
                ratio(),
                smallMib,
                largeMib);
    }

    /** The same for people. */
    String table() {
        return String.format(
                Locale.ROOT,
                "%18s %18s %14s   %-24s %14s%n%s%s%nA change costs %.2f times as much; all results are right.%n",
                "tickets stored",
                "changes/s, median",
                "us a change",
                "rounds",
                "database, MiB",
                row(few, small, smallMib),
                row(many, large, largeMib),
                ratio());
    }

    private String row(long tickets, List<Double> seconds, long mib) {
        return String.format(
                Locale.ROOT,
                "%18d %18.0f %14.0f   %-24s %14d%n",
                tickets,
                changes / median(seconds),
                median(seconds) / changes * 1e6,
                seconds.stream()
                        .map(time -> String.format(Locale.ROOT, "%.0f", changes / time))
                        .collect(Collectors.joining(" ")),
                mib);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
