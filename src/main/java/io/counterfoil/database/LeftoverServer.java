package io.counterfoil.database;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What a killed Counterfoil leaves: a server that lives on, or a pid file of one that does not. Called by whoever holds the
 * folder's lock, so no living Counterfoil uses the server.
 */
final class LeftoverServer {
    private static final long PATIENCE_SECONDS = 60;
    private static final Path PROC = Path.of("/proc");

    private LeftoverServer() {}

    /** Afterwards no server works on the folder, and nothing keeps a new one from starting. */
    static void stop(DataFolder folder, PostgresBinaries binaries) {
        Path cluster = folder.cluster();
        Path pidFile = cluster.resolve("postmaster.pid");
        Optional<ProcessHandle> named = firstLine(pidFile).map(Long::valueOf).flatMap(ProcessHandle::of);
        List<ProcessHandle> working = serverProcesses(cluster, named);
        if (working.isEmpty()) {
            if (named.isPresent()) {
                // The number went to some other process since: PostgreSQL would take that one for its former self.
                delete(pidFile);
            }
            return;
        }
        if (named.isPresent() && working.contains(named.get())) {
            // fast: the transactions of the killed process are rolled back, everything committed stays
            binaries.run("pg_ctl", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "" + PATIENCE_SECONDS, "stop");
        }
        awaitEnd(working, cluster);
    }

    private static List<ProcessHandle> serverProcesses(Path cluster, Optional<ProcessHandle> named) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return named.filter(process -> process.info().command().orElse("").endsWith("postgres")).stream()
                    .toList();
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> isServerOf(process.pid(), cluster)).toList();
        }
    }

    /** Every process of a server works in its data folder and is called postgres. */
    private static boolean isServerOf(long pid, Path cluster) {
        Path process = PROC.resolve(Long.toString(pid));
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(cluster)
                    && Files.readString(process.resolve("comm")).startsWith("postgres");
        } catch (IOException endedOrNotOurs) {
            return false;
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes, Path cluster) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "leftover-server",
                    "an earlier PostgreSQL still works on " + cluster + " and does not stop: processes "
                            + processes.stream()
                                    .filter(ProcessHandle::isAlive)
                                    .map(ProcessHandle::pid)
                                    .toList()
                            + ". End them, then start again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an earlier server was stopping", e);
        }
    }

    private static Optional<String> firstLine(Path file) {
        return DataFolder.read(file)
                .flatMap(text -> text.lines().findFirst())
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,18}"));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
