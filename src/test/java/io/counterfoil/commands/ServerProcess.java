package io.counterfoil.commands;

import static org.awaitility.Awaitility.await;

import io.counterfoil.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The packaged program as a process of its own: started with an environment, awaited by its health, killed as a machine
 * would. For tests that failsafe runs after packaging.
 */
public final class ServerProcess implements AutoCloseable {
    /** The token that a started server accepts for everything. */
    public static final String ADMIN_TOKEN = "an-admin-token-of-enough-length-0001";

    private static final Path PACKAGED = Path.of("target", "counterfoil.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** The program as the launcher unpacks it, once for all tests: jars within a jar take a third more to start. */
    private static final class Unpacked {
        private static final Path JAR = unpack();

        private static Path unpack() {
            Path folder = PACKAGED.resolveSibling("processes");
            try {
                Process unpacking = new ProcessBuilder(
                                JAVA,
                                "-Djarmode=tools",
                                "-jar",
                                PACKAGED.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                folder.toString())
                        .inheritIO()
                        .start();
                if (unpacking.waitFor() != 0) {
                    throw new AssertionError(PACKAGED + " cannot be unpacked");
                }
                return folder.resolve(PACKAGED.getFileName());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** What it says once it listens: a port that was looked for before may be another's by then. */
    private static final Pattern LISTENS = Pattern.compile("Tomcat started on port (\\d+)");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code serve} in a folder, with more or other settings, and returns at once. */
    public static ServerProcess launch(Path folder, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "COUNTERFOIL_DATA_DIR",
                folder.resolve("data").toString(),
                "SERVER_PORT",
                "0",
                "COUNTERFOIL_ADMIN_TOKEN",
                ADMIN_TOKEN));
        environment.putAll(settings);
        Path log = folder.resolve("server-" + NUMBER.incrementAndGet() + ".log");
        return new ServerProcess(run(log, environment, "serve"), log);
    }

    /** {@link #launch}, and waits until the server is healthy. */
    public static ServerProcess start(Path folder, Map<String, String> settings) {
        return launch(folder, settings).awaitHealthy();
    }

    /** Runs any command of the program; its output goes to the log. */
    static Process run(Path log, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-Xmx512m",
                // a process that lives for seconds: starting fast counts, running fast does not
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Unpacked.JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COUNTERFOIL_") || name.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.resolveSibling("."));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server can work; fails with its log when it ends or takes too long. */
    public ServerProcess awaitHealthy() {
        try {
            await("healthy").atMost(Patience.LONGEST).pollInSameThread().until(() -> !process.isAlive() || isHealthy());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("the server was not healthy after " + Patience.LONGEST + ":\n" + log(), e);
        }
        if (!process.isAlive()) {
            throw new AssertionError("the server ended with " + process.exitValue() + ":\n" + log());
        }
        return this;
    }

    /** Waits for the end and gives the exit code. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not end:\n" + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public URI url(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    /** Where it listens, which it does once it is healthy. */
    public int port() {
        return listens().orElseThrow(() -> new AssertionError("the server does not listen:\n" + log()));
    }

    private OptionalInt listens() {
        Matcher said = LISTENS.matcher(log());
        return said.find() ? OptionalInt.of(Integer.parseInt(said.group(1))) : OptionalInt.empty();
    }

    public long pid() {
        return process.pid();
    }

    /** All it has written so far. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of the JVM alone: an embedded database lives on. */
    public void killHard() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** {@code kill -9} of a whole tree of processes, such as a database's, and waits for their end. */
    public static void killTree(long pid) {
        ProcessHandle root = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(root), root.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }

    /** Asks it to end as a service manager would, and waits. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            awaitEnd();
        }
    }

    private boolean isHealthy() {
        if (listens().isEmpty()) {
            return false;
        }
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(url("/actuator/health"))
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
