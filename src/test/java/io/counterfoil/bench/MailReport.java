package io.counterfoil.bench;

import io.counterfoil.bench.MailBenchmark.Series;
import java.util.Locale;

/**
 * What a mail benchmark measured.
 *
 * @param fresh mails of 1 kB that opened cases
 * @param replies mails of 1 kB that went into one
 * @param huge mails of 5 MB
 */
record MailReport(Series fresh, Series replies, Series html, Series huge, long peakHeapMib) {
    /** One line of JSON. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"newPerSecond\":%.0f,\"repliesPerSecond\":%.0f,\"p99Millis\":%.1f,\"meanMillis\":%.1f,\"htmlPerSecond\":%.0f,"
                        + "\"hugePerSecond\":%.1f,\"peakHeapMiB\":%d,\"keptHeapMiB\":%s}",
                fresh.perSecond(),
                replies.perSecond(),
                Math.max(fresh.p99Millis(), replies.p99Millis()),
                Math.max(fresh.meanMillis(), replies.meanMillis()),
                html.perSecond(),
                huge.perSecond(),
                peakHeapMib,
                fresh.keptMib());
    }

    /** The same for people. */
    String table() {
        return String.format(Locale.ROOT, "%-22s %12s %12s %12s%n", "mails", "a second", "mean ms", "p99 ms")
                + row("new, 1 kB", fresh)
                + row("replies, 1 kB", replies)
                + row("new, HTML", html)
                + row("new, 5 MB", huge)
                + String.format(
                        Locale.ROOT,
                        "%nFrom raw bytes to the committed case; peak heap of this process: %d MiB.%n",
                        peakHeapMib)
                + (fresh.keptMib().isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "Heap after a collection, after each tenth of the new mails: %s MiB.%n",
                                fresh.keptMib()));
    }

    private static String row(String name, Series series) {
        return String.format(
                Locale.ROOT,
                "%-22s %12.1f %12.1f %12.1f%n",
                name,
                series.perSecond(),
                series.meanMillis(),
                series.p99Millis());
    }
}
