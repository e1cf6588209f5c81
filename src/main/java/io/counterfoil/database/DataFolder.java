package io.counterfoil.database;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder where an installation keeps what must survive: the embedded server's data, its password and port, and the
 * installation's key. Secrets are readable by the owner of the process only.
 */
public final class DataFolder {
    private static final int SECRET_BYTES = 32;

    private final Path root;

    private DataFolder(Path root) {
        this.root = root;
    }

    /** The folder at that place; made when it is not there. */
    public static DataFolder at(Path path) {
        Path root = path.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root, onlyMine("rwx------"));
            }
            return new DataFolder(root.toRealPath());
        } catch (IOException e) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "data-folder",
                    "COUNTERFOIL_DATA_DIR: " + root + " cannot be made or entered: " + e
                            + " (expected: a folder that this user may write)");
        }
    }

    public Path root() {
        return root;
    }

    /** Where the embedded server keeps its data. */
    Path cluster() {
        return root.resolve("postgres");
    }

    Path serverLog() {
        return root.resolve("postgres.log");
    }

    Path binaries(String version) {
        return root.resolve("postgresql-" + version);
    }

    /** The operator's own server settings, read after ours when the file is there. */
    Path ownServerSettings() {
        return root.resolve("postgres.own.conf");
    }

    Path keyFile() {
        return root.resolve("secret.key");
    }

    /** PostgreSQL's major version of the data here, nothing when there are none yet. */
    public Optional<String> clusterVersion() {
        return read(cluster().resolve("PG_VERSION"));
    }

    /** The embedded server's password, nothing when none was made yet. */
    Optional<String> password() {
        return read(root.resolve("postgres.password"));
    }

    /** The embedded server's password, made when there is none. */
    String makePassword() {
        return password().orElseGet(() -> writeSecret(root.resolve("postgres.password"), newSecret()));
    }

    /** A secret in a file of that name, made when there is none. */
    public String secretNamed(String name) {
        Path file = root.resolve(name);
        return read(file).orElseGet(() -> writeSecret(file, newSecret()));
    }

    Path passwordFile() {
        return root.resolve("postgres.password");
    }

    Optional<Integer> port() {
        return read(root.resolve("postgres.port")).map(Integer::valueOf);
    }

    void rememberPort(int port) {
        write(root.resolve("postgres.port"), Integer.toString(port), "rw-r--r--");
    }

    /**
     * Takes the folder for this process until it ends, however it ends. Refuses when another living process has it.
     */
    Lock lock() {
        Path file = root.resolve("counterfoil.lock");
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = read(file).orElse("unknown");
                channel.close();
                throw Refusal.of(
                        ErrorKind.CONFIG,
                        "data-folder-in-use",
                        "the data folder " + root + " is in use by another Counterfoil, process " + holder
                                + ". Stop that one first, or give this one a folder of its own (COUNTERFOIL_DATA_DIR)."
                                + " Several Counterfoils can share an outside PostgreSQL only (SPRING_DATASOURCE_URL).");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new Lock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a living process has the folder. */
    public boolean inUse() {
        Path file = root.resolve("counterfoil.lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            @Nullable FileLock lock = tryLock(channel);
            return lock == null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static Optional<String> read(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file for the owner only, whole or not at all. */
    static String writeSecret(Path file, String secret) {
        write(file, secret, "rw-------");
        return secret;
    }

    static void write(Path file, String text, String permissions) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, onlyMine(permissions));
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Permissions at creation, where the file system knows such. */
    static FileAttribute<?>[] onlyMine(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().containsAll(Set.of("posix"))
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Held until closed or until the process ends. */
    static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
