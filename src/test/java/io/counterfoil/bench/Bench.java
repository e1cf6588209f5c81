package io.counterfoil.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./counterfoil bench}: measures, and prints a table or one line of JSON. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Measures Counterfoil on this machine; what the figures mean: docs/performance.md.",
        subcommands = {Bench.Sync.class})
public final class Bench {
    private static final PrintStream RESULTS = System.out;

    private Bench() {}

    /** Runs the command line and ends the process. */
    public static void main(String[] args) {
        // whoever logs to standard output must not come between the results
        System.setOut(System.err);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Command(
            name = "sync",
            mixinStandardHelpOptions = true,
            description = "Changes a second: this engine, Spring Batch, and COPY of the same rows.")
    static final class Sync implements Callable<Integer> {
        @Option(names = "--json", description = "One line of JSON instead of a table.")
        private boolean json;

        @Option(names = "--tickets", defaultValue = "43000", description = "Tickets (default: ${DEFAULT-VALUE}).")
        private int tickets;

        @Option(names = "--changes", defaultValue = "100000", description = "Changes (default: ${DEFAULT-VALUE}).")
        private int changes;

        @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(names = "--profile", description = "Tell the time of each statement; this costs some speed.")
        private boolean profile;

        @Override
        public Integer call() throws Exception {
            SyncReport report = SyncBenchmark.run(tickets, changes, rounds, profile);
            RESULTS.println(json ? report.json() : report.table());
            return 0;
        }
    }
}
