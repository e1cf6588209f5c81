package io.counterfoil.bench;

import java.util.Locale;

/** What a memory benchmark measured. It exists only where the results were right. */
record MemoryReport(int heapMib, Phase imported, Phase synced) {
    /**
     * One of the two processes.
     *
     * @param peakMib the largest heap, garbage included
     * @param keptMib the largest heap right after a collection
     */
    record Phase(int count, double seconds, long peakMib, long keptMib) {
        /** @param answer of {@link MemoryPhase} */
        static Phase of(int count, String answer) {
            String[] figures = answer.split(" ", -1);
            return new Phase(
                    count, Double.parseDouble(figures[0]), Long.parseLong(figures[1]), Long.parseLong(figures[2]));
        }

        double perSecond() {
            return count / seconds;
        }
    }

    /** One line of JSON. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"heapLimitMiB\":%d,\"tickets\":%d,\"importSeconds\":%.1f,\"importPerSecond\":%.0f,"
                        + "\"importPeakHeapMiB\":%d,\"importKeptHeapMiB\":%d,\"changes\":%d,\"syncSeconds\":%.1f,"
                        + "\"syncPerSecond\":%.0f,\"syncPeakHeapMiB\":%d,\"syncKeptHeapMiB\":%d}",
                heapMib,
                imported.count(),
                imported.seconds(),
                imported.perSecond(),
                imported.peakMib(),
                imported.keptMib(),
                synced.count(),
                synced.seconds(),
                synced.perSecond(),
                synced.peakMib(),
                synced.keptMib());
    }

    /** The same for people. */
    String table() {
        return String.format(
                Locale.ROOT,
                "%-24s %10s %10s %18s %26s%n%s%s%nEach in a process of its own with -Xmx%dm; all results are right.%n",
                "",
                "seconds",
                "a second",
                "peak heap, MiB",
                "of it after a collection",
                row("import, tickets", imported),
                row("sync, changes", synced),
                heapMib);
    }

    private static String row(String name, Phase phase) {
        return String.format(
                Locale.ROOT,
                "%-24s %10.1f %10.0f %18d %26d%n",
                name + " " + phase.count(),
                phase.seconds(),
                phase.perSecond(),
                phase.peakMib(),
                phase.keptMib());
    }
}
