package io.counterfoil.commands;

import io.counterfoil.database.DataFolder;
import io.counterfoil.database.DatabaseAddress;
import io.counterfoil.database.EmbeddedServer;
import io.counterfoil.database.Migrations;
import io.counterfoil.journal.JournalCheck;
import io.counterfoil.kernel.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.flywaydb.core.api.MigrationInfoService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: looks at everything that a start needs, changes nothing, and says what to do. */
@Command(
        name = "doctor",
        description =
                "Check Java, settings, data folder, disk, port, database, the installation's journal and time; say what to do.",
        mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {
    private static final long MIB = 1024 * 1024;
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofSeconds(5);
    private static final int JAVA = 25;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** 1 when something cannot work. */
    @Override
    public Integer call() {
        List<Finding> findings = examine(System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(finding.line()));
        return findings.stream().anyMatch(finding -> finding.grade() == Finding.Grade.FAIL) ? 1 : 0;
    }

    static List<Finding> examine(Map<String, String> environment) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        List<String> problems = Settings.problems(environment);
        problems.forEach(problem -> findings.add(Finding.fail("settings", problem, "see docs/howto/settings.md")));
        Settings.warnings(environment)
                .forEach(warning -> findings.add(Finding.warn("settings", warning, "rename or remove it")));
        if (!problems.isEmpty()) {
            return findings;
        }
        findings.add(Finding.ok("settings", "all " + KnownSettings.ALL.size() + " are as they should be"));
        Installation installation = new Installation(environment);
        Path data = installation.dataPath().toAbsolutePath().normalize();
        findings.add(disk(data));
        if (installation.outside().isEmpty() && !Files.isDirectory(data)) {
            findings.add(Finding.ok("data", data + " is not there yet; the first start makes it"));
            findings.add(port(installation, false));
            return findings;
        }
        Optional<DatabaseAddress> address = installation.outside();
        boolean runs = false;
        if (address.isEmpty()) {
            DataFolder folder = installation.folder();
            runs = folder.inUse();
            findings.add(data(folder, runs));
            address = EmbeddedServer.running(folder);
        }
        findings.add(port(installation, runs));
        address.ifPresentOrElse(
                found -> database(found, findings),
                () -> findings.add(Finding.ok("database", "embedded, not running now; a start will check it")));
        return findings;
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        return feature == JAVA
                ? Finding.ok("java", Runtime.version() + " in " + System.getProperty("java.home"))
                : Finding.warn("java", Runtime.version() + " (expected: " + JAVA + ")", "start with ./counterfoil");
    }

    private static Finding disk(Path data) {
        Path there = data;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace() / MIB;
            String detail = free + " MiB free for " + data;
            if (free < 512) {
                return Finding.fail("disk", detail, "make room: at least 512 MiB, for data and for the database's log");
            }
            return free < 4096
                    ? Finding.warn("disk", detail, "make room: the database's log alone takes up to 2 GB")
                    : Finding.ok("disk", detail);
        } catch (IOException e) {
            return Finding.fail("disk", data + " cannot be looked at: " + e, "check the folder and its rights");
        }
    }

    private static Finding data(DataFolder folder, boolean runs) {
        if (!Files.isWritable(folder.root())) {
            return Finding.fail("data", folder.root() + " cannot be written", "start as the user that owns it");
        }
        try {
            EmbeddedServer.checkVersion(folder);
        } catch (Refusal refused) {
            return Finding.fail("data", String.valueOf(refused.getMessage()), "as it says");
        }
        String version =
                folder.clusterVersion().map(major -> "PostgreSQL " + major).orElse("no database yet");
        return Finding.ok("data", folder.root() + ", " + version + (runs ? ", a server is working on it" : ""));
    }

    private static Finding port(Installation installation, boolean runs) {
        int port = Integer.parseInt(installation.setting(Settings.PORT).orElse("8080"));
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return Finding.ok("port", port + " is free");
        } catch (IOException taken) {
            if (isHealthy(installation)) {
                return Finding.ok("port", port + " answers, and the server there is healthy");
            }
            return runs
                    ? Finding.fail(
                            "port", port + " is taken, and what is there is not healthy", "look at the server's log")
                    : Finding.fail("port", port + " is taken by some other program", "set SERVER_PORT to a free one");
        }
    }

    private static boolean isHealthy(Installation installation) {
        try (ApiClient client = new ApiClient(URI.create(installation.ownUrl()), "none")) {
            return client.get("/actuator/health")
                    .body()
                    .path("status")
                    .asString("")
                    .equals("UP");
        } catch (Refusal notThere) {
            return false;
        }
    }

    private static void database(DatabaseAddress address, List<Finding> findings) {
        Migrations migrations = new Migrations(address);
        Finding reached = attempt("database", () -> address + ", version " + migrations.checkServer());
        findings.add(reached);
        if (reached.grade() != Finding.Grade.OK) {
            return;
        }
        MigrationInfoService info = migrations.flyway().info();
        int pending = info.pending().length;
        findings.add(
                info.current() == null
                        ? Finding.ok("schema", "empty; the first start makes it")
                        : pending > 0
                                ? Finding.warn("schema", pending + " migrations to do", "the next start does them")
                                : Finding.ok(
                                        "schema", "version " + info.current().getVersion() + ", up to date"));
        if (info.current() != null) {
            findings.add(attempt("roles", () -> {
                migrations.checkRoles();
                return "the application's role sees one organizer at a time";
            }));
            findings.add(search(migrations));
        }
        if (info.current() != null && pending == 0) {
            findings.add(journal(address));
        }
        findings.add(clock(migrations));
    }

    private static Finding search(Migrations migrations) {
        return migrations.searchUsesIndexes()
                ? Finding.ok("search", "the search for words uses its indexes")
                : Finding.warn(
                        "search",
                        "the search for words reads all cases of an organizer",
                        "have a superuser run in this database: alter function ts_match_vq(tsvector, tsquery) leakproof");
    }

    private static Finding journal(DatabaseAddress address) {
        OptionalLong broken = address.read(source -> new JournalCheck(source).firstBrokenOfInstallation());
        return broken.isEmpty()
                ? Finding.ok("journal", "the installation's journal is as it was written")
                : Finding.fail(
                        "journal",
                        "the installation's journal was altered: line " + broken.getAsLong() + " does not fit",
                        "compare it with a backup, and find out who had access to the database");
    }

    private static Finding clock(Migrations migrations) {
        Duration apart = migrations.clockDifference(Clock.systemUTC()).abs();
        return apart.compareTo(CLOCKS_MAY_DIFFER) <= 0
                ? Finding.ok("time", "this machine and the database agree")
                : Finding.warn(
                        "time",
                        "this machine and the database are " + apart + " apart",
                        "let both machines follow a time server");
    }

    private static Finding attempt(String subject, Supplier<String> check) {
        try {
            return Finding.ok(subject, check.get());
        } catch (Refusal refused) {
            return Finding.fail(subject, String.valueOf(refused.getMessage()), "as it says");
        }
    }
}
