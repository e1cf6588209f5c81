package io.counterfoil.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data that an older PostgreSQL wrote, and the way from there. */
class OlderPostgresIT {
    @TempDir
    private Path place;

    private Path older = Path.of("");

    @BeforeEach
    void findOlder() {
        older = TestPostgres.oldest().orElse(Path.of("none"));
        Assumptions.assumeTrue(
                Files.exists(older), "the build fetches an older PostgreSQL's programs for Linux on amd64 only");
    }

    @Test
    void aDataFolderOfAnOlderMajorIsRefusedUntouchedWithTheWayToGoOn() throws Exception {
        DataFolder folder = DataFolder.at(place.resolve("data"));
        TestPostgres.start(older, folder.cluster()).close();
        String major = folder.clusterVersion().orElseThrow();
        byte[] control = Files.readAllBytes(folder.cluster().resolve("global/pg_control"));

        assertThatThrownBy(() -> EmbeddedServer.start(folder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(
                        "holds data of PostgreSQL " + major + " (expected: " + PostgresBinaries.MAJOR + ")")
                .hasMessageContaining("./counterfoil backup FILE")
                .hasMessageContaining("./counterfoil restore FILE");
        assertThat(Files.readAllBytes(folder.cluster().resolve("global/pg_control")))
                .isEqualTo(control);
        assertThat(folder.inUse()).isFalse();
    }

    @Test
    void aBackupOfAnOlderPostgresqlComesBackInANewDataFolder() throws Exception {
        Path file = place.resolve("older.backup");
        DataFolder nodesOwn = DataFolder.at(place.resolve("node"));
        InstallationKey.in(nodesOwn);
        try (EmbeddedPostgres server = TestPostgres.start(older)) {
            DatabaseAddress outside =
                    new DatabaseAddress(server.getJdbcUrl("postgres", "postgres"), "postgres", "", false);
            new Migrations(outside).run();
            BackupTest.fill(outside);
            Backup.write(outside, nodesOwn, file, Clock.systemUTC());
        }

        DataFolder target = DataFolder.at(place.resolve("target"));
        try (EmbeddedServer server = EmbeddedServer.start(target);
                Restore restore = Restore.open(file)) {
            restore.into(server.address());
            restore.keyInto(target);
            assertThat(BackupTest.people(server.address(), "opera")).containsExactly("A\tB\\C\nD", "Zoë");
            new Migrations(server.address()).run();
        }
        assertThat(InstallationKey.in(target).derive("x"))
                .isEqualTo(InstallationKey.in(nodesOwn).derive("x"));
    }
}
