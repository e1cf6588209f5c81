package io.counterfoil.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class BackupTest {
    @TempDir
    private Path place;

    @Test
    void everythingComesBackInAnEmptyFolderUnderTheSameRulesOfAccess() throws Exception {
        Path file = place.resolve("all.backup");
        DataFolder source = DataFolder.at(place.resolve("source"));
        try (EmbeddedServer server = EmbeddedServer.start(source)) {
            new Migrations(server.address()).run();
            fill(server.address());
            InstallationKey.in(source);

            BackupManifest manifest = Backup.write(server.address(), source, file, Clock.systemUTC());

            assertThat(manifest.tables())
                    .filteredOn(table -> table.name().equals("contact"))
                    .extracting(BackupManifest.SavedTable::rows)
                    .containsExactly(4L);
            assertThatThrownBy(() -> Backup.write(server.address(), source, file, Clock.systemUTC()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("exists (expected: a file that does not exist yet)");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Path damaged = place.resolve("damaged.backup");
        Files.copy(file, damaged);
        alter(damaged);
        DataFolder target = DataFolder.at(place.resolve("target"));
        try (EmbeddedServer server = EmbeddedServer.start(target);
                Restore bad = Restore.open(damaged);
                Restore restore = Restore.open(file)) {
            assertThatThrownBy(() -> bad.into(server.address()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("table contact of the backup is damaged");
            restore.into(server.address());
            restore.keyInto(target);

            assertThat(people(server.address(), "opera")).containsExactly("A\tB\\C\nD", "Zoë");
            assertThat(people(server.address(), "arena")).containsExactly("A\tB\\C\nD", "Zoë");
            assertThat(people(server.address(), "nobody")).isEmpty();
            new Migrations(server.address()).checkRoles();
            assertThatThrownBy(() -> restore.into(server.address()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("(expected: an empty database or a new data folder)");
        }
        assertThat(InstallationKey.in(target).derive("x"))
                .isEqualTo(InstallationKey.in(source).derive("x"));
    }

    @Test
    void whatIsNoBackupIsRefused() throws Exception {
        Path file = Files.writeString(place.resolve("letter.txt"), "Dear Sir or Madam");

        assertThatThrownBy(() -> Restore.open(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("(expected: a file that './counterfoil backup' made)");
    }

    static void fill(DatabaseAddress address) {
        DriverManagerDataSource owner = new DriverManagerDataSource(address.url(), address.login());
        JdbcTemplate jdbc = new JdbcTemplate(owner);
        OrganizerTransactions transactions = new OrganizerTransactions(owner);
        for (String code : List.of("opera", "arena")) {
            OrganizerCode organizer = new OrganizerCode(code);
            jdbc.update("insert into organizer (code, name, created_at) values (?, ?, now())", code, code);
            transactions.writeAside(organizer, () -> {
                transactions.addHead(organizer);
                for (String name : List.of("A\tB\\C\nD", "Zoë")) {
                    jdbc.update("""
                            insert into contact (organizer, contact_id, first_name, temporary, created_at, updated_at)
                            values (?, gen_random_uuid(), ?, false, now(), now())""", code, name);
                }
                return true;
            });
        }
    }

    static List<String> people(DatabaseAddress address, String organizer) {
        DriverManagerDataSource owner = new DriverManagerDataSource(address.url(), address.login());
        return new OrganizerTransactions(owner)
                .read(
                        new OrganizerCode(organizer),
                        () -> new JdbcTemplate(owner)
                                .queryForList("select first_name from contact order by 1", String.class));
    }

    private static void alter(Path file) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path rows = zip.getPath("tables/public.contact.copy");
            Files.writeString(
                    rows,
                    Files.readString(rows, StandardCharsets.UTF_8).replaceFirst("Zoë", "Zoe"),
                    StandardCharsets.UTF_8);
        }
    }
}
