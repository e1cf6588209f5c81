package io.counterfoil.bench;

import io.counterfoil.bench.Screens.Screen;
import io.counterfoil.bench.Screens.Screen.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a screens benchmark measured.
 *
 * @param rounds calls of each screen
 */
record ScreensReport(long tickets, long contacts, int rounds, List<Line> lines) {
    /**
     * One screen, times in milliseconds.
     *
     * @param statements of one call
     */
    record Line(Screen screen, double p50, double p95, double p99, double statements, PageWeight weight) {
        static Line of(Screen screen, List<Double> millis, double statements, PageWeight weight) {
            double[] sorted =
                    millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return new Line(
                    screen, percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99), statements, weight);
        }

        /** The smallest value that so many of a hundred do not exceed. */
        private static double percentile(double[] sorted, int percent) {
            return sorted[(int) Math.max(0, Math.ceilDiv((long) sorted.length * percent, 100) - 1)];
        }
    }

    private Line slowest(boolean pages) {
        return lines.stream()
                .filter(line -> pages == (line.screen().kind() == Kind.PAGE))
                .max(Comparator.comparingDouble(Line::p95))
                .orElse(lines.getFirst());
    }

    private Line heaviest() {
        return lines.stream()
                .max(Comparator.comparingInt(line -> line.weight().bytes()))
                .orElseThrow();
    }

    /** One line of JSON. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"p95Millis\":%.1f,\"tickets\":%d,\"contacts\":%d,\"calls\":%d,\"slowest\":\"%s\",\"pagesP95Millis\":%.1f,"
                        + "\"heaviestPageBytes\":%d,\"screens\":{%s}}",
                slowest(false).p95(),
                tickets,
                contacts,
                rounds,
                slowest(false).screen().name(),
                slowest(true).p95(),
                heaviest().weight().bytes(),
                lines.stream()
                        .map(line -> String.format(
                                Locale.ROOT, "\"%s\":%.1f", line.screen().name(), line.p95()))
                        .collect(Collectors.joining(",")));
    }

    /** The same for people. */
    String table() {
        StringBuilder table = new StringBuilder(String.format(
                "%-46s %-7s %7s %7s %7s %10s %12s %12s%n",
                "server time, milliseconds", "kind", "p50", "p95", "p99", "statements", "page, bytes", "with assets"));
        lines.forEach(line -> table.append(String.format(
                Locale.ROOT,
                "%-46s %-7s %7.1f %7.1f %7.1f %10.1f %,12d %,12d%n",
                line.screen().name(),
                line.screen().kind().name().toLowerCase(Locale.ROOT),
                line.p50(),
                line.p95(),
                line.p99(),
                line.statements(),
                line.weight().page(),
                line.weight().bytes())));
        return table.append(String.format(
                        Locale.ROOT,
                        "%n%,d tickets, %,d contacts, %d calls of each screen. Slowest list or search: %.1f ms at the 95th"
                                + " percentile (%s); slowest page about one thing: %.1f ms (%s).%nHeaviest on a first visit:"
                                + " %,d bytes (%s).%n",
                        tickets,
                        contacts,
                        rounds,
                        slowest(false).p95(),
                        slowest(false).screen().name(),
                        slowest(true).p95(),
                        slowest(true).screen().name(),
                        heaviest().weight().bytes(),
                        heaviest().screen().name()))
                .toString();
    }
}
