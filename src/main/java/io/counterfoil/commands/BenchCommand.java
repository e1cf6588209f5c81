package io.counterfoil.commands;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code bench}: the launcher runs it from the source tree and never comes here. */
@Command(
        name = "bench",
        description =
                "Measure: 'bench sync', 'memory', 'growth', 'freshness', 'mail'; see docs/performance.md. Needs the source tree.")
final class BenchCommand implements Runnable {
    @Unmatched
    private List<String> rest = List.of();

    @Override
    public void run() {
        throw Refusal.of(
                ErrorKind.USER,
                "bench",
                "benchmarks are not part of the jar (expected: './counterfoil bench " + String.join(" ", rest)
                        + "' in the source tree)");
    }
}
