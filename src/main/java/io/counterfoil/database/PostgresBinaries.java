package io.counterfoil.database;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own programs, unpacked once into the data folder, so that nothing that cleans /tmp takes them away. */
final class PostgresBinaries {
    /** The version that the build brings; the major part decides which data folders can be opened. */
    static final String VERSION = "18.6";

    static final String MAJOR = "18";

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks the programs when they are not there yet; whole or not at all. */
    static PostgresBinaries in(DataFolder folder) {
        Path home = folder.binaries(VERSION);
        if (!Files.isDirectory(home)) {
            Path unfinished = home.resolveSibling(home.getFileName() + ".new");
            try {
                delete(unfinished);
                Optional<Path> beside = besideProgram();
                if (beside.isPresent()) {
                    copy(beside.get(), unfinished);
                } else {
                    unpack(unfinished);
                }
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack PostgreSQL into " + home, e);
            }
        }
        return new PostgresBinaries(home);
    }

    /** The launcher keeps them unpacked beside a build: unpacking takes seconds, copying does not. */
    private static Optional<Path> besideProgram() throws IOException {
        CodeSource source = PostgresBinaries.class.getProtectionDomain().getCodeSource();
        if (source == null || !source.getLocation().getProtocol().equals("file")) {
            return Optional.empty();
        }
        try {
            Path programs = Path.of(source.getLocation().toURI()).resolveSibling("postgresql-" + VERSION);
            return Optional.of(programs).filter(folder -> Files.isExecutable(folder.resolve("bin/postgres")));
        } catch (URISyntaxException strangePlace) {
            throw new IOException(strangePlace);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** What a program said, and how it ended. */
    record Outcome(int code, String output) {
        Outcome orFail(String what) {
            if (code != 0) {
                throw Refusal.of(ErrorKind.INTERNAL, "embedded-server", what + " ended with " + code + ": " + output);
            }
            return this;
        }
    }

    /** Runs one of PostgreSQL's programs and waits for its end. */
    Outcome run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            if (!LinuxUtils.isUnshareAvailable()) {
                throw Refusal.of(
                        ErrorKind.CONFIG,
                        "embedded-server",
                        "PostgreSQL does not run as root, and this machine does not let root set root aside (unshare -U)."
                                + " Start Counterfoil as another user, or use an outside PostgreSQL"
                                + " (SPRING_DATASOURCE_URL).");
            }
            // a user namespace in which root is nobody in particular
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program + " ran", e);
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    private static void unpack(Path target) throws IOException {
        String system = System.getProperty("os.name", "").split(" ", 2)[0].replace("Mac", "Darwin");
        String machine = System.getProperty("os.arch", "");
        try (InputStream packed =
                        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine.replace("amd64", "x86_64"));
                TarArchiveInputStream files =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("archive entry outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(file, target.resolve(entry.getLinkName()));
                } else {
                    Files.copy(files, file);
                    if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true)) {
                        throw new IOException("cannot make " + file + " executable");
                    }
                }
            }
        }
    }

    /** Removes a folder and all that is in it; nothing happens when there is none. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
