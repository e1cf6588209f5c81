package io.counterfoil.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedServerTest {
    @TempDir
    private Path place;

    @Test
    void aServerIsSafeMigratesAndKeepsItsDataAndItsPortOverAStop() {
        DataFolder folder = DataFolder.at(place.resolve("data"));
        DatabaseAddress first;
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            first = server.address();
            new Migrations(first).run();
            JdbcTemplate owner = owner(server);
            assertThat(setting(owner, "fsync")).isEqualTo("on");
            assertThat(setting(owner, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(owner, "full_page_writes")).isEqualTo("on");
            assertThat(setting(owner, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(owner.queryForObject(
                            "select rolsuper from pg_roles where rolname = current_user", Boolean.class))
                    .isFalse();
            // the owner could not say so: the search for words would read every case
            assertThat(new Migrations(first).searchUsesIndexes()).isTrue();
            owner.execute("create table kept as select 42 as answer");
        }
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            assertThat(server.address()).isEqualTo(first);
            assertThat(owner(server).queryForObject("select answer from kept", Integer.class))
                    .isEqualTo(42);
        }
    }

    @Test
    void theSecondOnALivingFolderIsRefused() {
        DataFolder folder = DataFolder.at(place.resolve("data"));
        try (DataFolder.Lock first = folder.lock()) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> EmbeddedServer.start(folder))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("in use by another Counterfoil, process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void dataOfAnotherMajorVersionAreRefusedWithTheWayToGoOn() throws Exception {
        DataFolder folder = DataFolder.at(place.resolve("data"));
        Files.createDirectories(folder.cluster());
        Files.writeString(folder.cluster().resolve("PG_VERSION"), "16\n");

        assertThatThrownBy(() -> EmbeddedServer.start(folder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("holds data of PostgreSQL 16 (expected: 18)")
                .hasMessageContaining("./counterfoil backup FILE")
                .hasMessageContaining("./counterfoil restore FILE");
        assertThat(folder.inUse()).isFalse();
    }

    @Test
    void secretsAreReadableByTheirOwnerOnly() throws Exception {
        DataFolder folder = DataFolder.at(place.resolve("data"));
        folder.makePassword();
        InstallationKey.in(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.passwordFile())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.keyFile())))
                .isEqualTo("rw-------");
        assertThat(InstallationKey.in(folder).derive("x"))
                .isEqualTo(InstallationKey.in(folder).derive("x"));
    }

    private static JdbcTemplate owner(EmbeddedServer server) {
        return new JdbcTemplate(new DriverManagerDataSource(
                server.address().url(), server.address().login()));
    }

    private static String setting(JdbcTemplate jdbc, String name) {
        return jdbc.queryForList("select current_setting(?)", String.class, name)
                .getFirst();
    }
}
