package io.counterfoil.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
        subcommands = {
            Bench.Sync.class,
            Bench.Memory.class,
            Bench.Growth.class,
            Bench.Freshness.class,
            Bench.ScreenTimes.class,
            Bench.Mail.class
        })
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

    @Command(
            name = "mail",
            mixinStandardHelpOptions = true,
            description = "Mails a second, from raw bytes to the committed case: new ones and replies, HTML, 5 MB.")
    static final class Mail implements Callable<Integer> {
        @Option(names = "--json", description = "One line of JSON instead of a table.")
        private boolean json;

        @Option(
                names = "--mails",
                defaultValue = "5000",
                description =
                        "Mails of each kind (default: ${DEFAULT-VALUE}); of many, what they leave in memory is told.")
        private int mails;

        @Option(
                names = "--callers",
                defaultValue = "32",
                description = "Who hand over mails at the same time (default: ${DEFAULT-VALUE}).")
        private int callers;

        @Option(names = "--profile", description = "Tell the time of each statement; this costs some speed.")
        private boolean profile;

        @Override
        public Integer call() throws Exception {
            MailReport report = MailBenchmark.run(mails, callers, profile);
            RESULTS.println(json ? report.json() : report.table());
            return 0;
        }
    }

    @Command(
            name = "memory",
            mixinStandardHelpOptions = true,
            description = "Peak heap of a large import and of a long sync, each in a process with a small heap.")
    static final class Memory implements Callable<Integer> {
        @Option(names = "--json", description = "One line of JSON instead of a table.")
        private boolean json;

        @Option(names = "--tickets", defaultValue = "1000000", description = "Tickets (default: ${DEFAULT-VALUE}).")
        private int tickets;

        @Option(names = "--changes", defaultValue = "1000000", description = "Changes (default: ${DEFAULT-VALUE}).")
        private int changes;

        @Option(names = "--heap", defaultValue = "256", description = "Heap limit in MiB (default: ${DEFAULT-VALUE}).")
        private int heap;

        @Override
        public Integer call() throws Exception {
            MemoryReport report = MemoryBenchmark.run(tickets, changes, heap);
            RESULTS.println(json ? report.json() : report.table());
            return 0;
        }
    }

    @Command(
            name = "freshness",
            mixinStandardHelpOptions = true,
            description = "Time from a change in the wallet until the back office shows it, with wake-up calls.")
    static final class Freshness implements Callable<Integer> {
        @Option(names = "--json", description = "One line of JSON instead of a table.")
        private boolean json;

        @Option(names = "--rate", defaultValue = "500", description = "Changes a second (default: ${DEFAULT-VALUE}).")
        private int rate;

        @Option(names = "--seconds", defaultValue = "60", description = "Measured seconds (default: ${DEFAULT-VALUE}).")
        private int seconds;

        @Option(
                names = "--warm-up",
                defaultValue = "15",
                description = "Seconds before, not measured (default: ${DEFAULT-VALUE}).")
        private int warmUp;

        @Override
        public Integer call() throws Exception {
            FreshnessReport report =
                    FreshnessBenchmark.run(rate, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
            RESULTS.println(json ? report.json() : report.table());
            return 0;
        }
    }

    @Command(
            name = "growth",
            mixinStandardHelpOptions = true,
            description = "Cost of a change with few and with many tickets stored.")
    static final class Growth implements Callable<Integer> {
        @Option(names = "--json", description = "One line of JSON instead of a table.")
        private boolean json;

        @Option(
                names = "--few",
                defaultValue = "10000",
                description = "Tickets that change (default: ${DEFAULT-VALUE}).")
        private int few;

        @Option(
                names = "--many",
                defaultValue = "5000000",
                description = "Tickets stored beside and with them (default: ${DEFAULT-VALUE}).")
        private int many;

        @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(names = "--profile", description = "Tell the time of each statement; this costs some speed.")
        private boolean profile;

        @Override
        public Integer call() throws Exception {
            GrowthReport report = GrowthBenchmark.run(few, many, rounds, profile);
            RESULTS.println(json ? report.json() : report.table());
            return 0;
        }
    }

    @Command(
            name = "screens",
            mixinStandardHelpOptions = true,
            description = "The server's time for each list, search and page of the back office, and what pages weigh.")
    static final class ScreenTimes implements Callable<Integer> {
        @Option(names = "--json", description = "One line of JSON instead of a table.")
        private boolean json;

        @Option(names = "--tickets", defaultValue = "5000000", description = "Tickets (default: ${DEFAULT-VALUE}).")
        private int tickets;

        @Option(names = "--contacts", defaultValue = "1000000", description = "Contacts (default: ${DEFAULT-VALUE}).")
        private int contacts;

        @Option(
                names = "--rounds",
                defaultValue = "200",
                description = "Measured calls of each screen (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(names = "--only", defaultValue = "", description = "Only screens whose name holds this text.")
        private String only = "";

        @Option(names = "--folder", description = "Keep the filled database here, or use what is here from before.")
        private @Nullable Path folder;

        @Option(names = "--profile", description = "Tell the dearest statements of each screen.")
        private boolean profile;

        @Override
        public Integer call() throws Exception {
            ScreensReport report =
                    ScreensBenchmark.run(new ScreensBenchmark.Wanted(tickets, contacts, rounds, profile, folder, only));
            RESULTS.println(json ? report.json() : report.table());
            return 0;
        }
    }
}
