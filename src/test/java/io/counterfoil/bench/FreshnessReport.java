package io.counterfoil.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a freshness benchmark measured, in milliseconds from fetchable to visible. It exists only where the results were
 * right.
 */
record FreshnessReport(int rate, int changes, long wakeUps, long runs, double p50, double p95, double p99, double max) {
    static FreshnessReport of(int rate, double[] millis, long wakeUps, long runs) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new FreshnessReport(
                rate,
                sorted.length,
                wakeUps,
                runs,
                percentile(sorted, 50),
                percentile(sorted, 95),
                percentile(sorted, 99),
                percentile(sorted, 100));
    }

    /** The smallest value that so many of a hundred do not exceed. */
    private static double percentile(double[] sorted, int percent) {
        return sorted[(int) Math.max(0, Math.ceilDiv((long) sorted.length * percent, 100) - 1)];
    }

    /** One line of JSON. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"changesPerSecond\":%d,\"changes\":%d,\"wakeUpCalls\":%d,\"runs\":%d,\"p50Millis\":%.0f,"
                        + "\"p95Millis\":%.0f,\"p99Millis\":%.0f,\"maxMillis\":%.0f}",
                rate,
                changes,
                wakeUps,
                runs,
                p50,
                p95,
                p99,
                max);
    }

    /** The same for people. */
    String table() {
        return String.format(
                Locale.ROOT,
                "%-36s %8s %8s %8s %8s%n%-36s %8.0f %8.0f %8.0f %8.0f%n%n"
                        + "%d changes at %d a second, %d wake-up calls, %d runs; all results are right.%n",
                "",
                "p50",
                "p95",
                "p99",
                "max",
                "change to visible, milliseconds",
                p50,
                p95,
                p99,
                max,
                changes,
                rate,
                wakeUps,
                runs);
    }
}
