package io.counterfoil.database;

import io.counterfoil.database.BackupManifest.SavedSequence;
import io.counterfoil.database.BackupManifest.SavedTable;
import io.counterfoil.database.SchemaTables.Table;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import tools.jackson.core.JacksonException;

/**
 * Fills an empty database from a backup, in one transaction, and proves by counts and checksums that every row arrived. A
 * backup of an older release is migrated afterwards.
 */
public final class Restore implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final ZipFile zip;
    private final BackupManifest manifest;

    private Restore(ZipFile zip, BackupManifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Opens a backup; refuses a file that is none. */
    public static Restore open(Path file) {
        try {
            ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            Optional<String> manifest = text(zip, Backup.MANIFEST);
            if (manifest.isPresent()) {
                BackupManifest read = Backup.JSON.readValue(manifest.get(), BackupManifest.class);
                if (read.format() == BackupManifest.FORMAT) {
                    return new Restore(zip, read);
                }
            }
            zip.close();
            throw notABackup(file, "no manifest of format " + BackupManifest.FORMAT);
        } catch (ZipException | JacksonException e) {
            throw notABackup(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw notABackup(file, e.toString());
        }
    }

    public BackupManifest manifest() {
        return manifest;
    }

    /** Puts the installation's key into the folder; refuses a folder that has another one. */
    public void keyInto(DataFolder folder) {
        text(zip, Backup.KEY).ifPresent(key -> {
            String there = DataFolder.read(folder.keyFile()).orElse(key);
            if (!there.equals(key)) {
                throw Refusal.of(
                        ErrorKind.CONFIG,
                        "secret-key",
                        folder.keyFile() + " is another installation's key (expected: a new data folder)");
            }
            DataFolder.writeSecret(folder.keyFile(), key);
        });
    }

    /** Fills the database; refuses one that has rows already. */
    public void into(DatabaseAddress address) {
        Migrations migrations = new Migrations(address);
        migrations.checkServer();
        MigrationVersion saved = MigrationVersion.fromVersion(manifest.schemaVersion());
        var newest = migrations.flyway().info().all();
        if (newest.length == 0 || saved.compareTo(newest[newest.length - 1].getVersion()) > 0) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "backup-version",
                    "the backup is of schema version " + saved
                            + " (expected: not newer than this release's; restore with the release that made it)");
        }
        refuseRows(address);
        migrations.upTo(saved);
        try (Connection connection = DriverManager.getConnection(address.url(), address.login())) {
            connection.setAutoCommit(false);
            fill(connection);
            connection.commit();
        } catch (SQLException e) {
            throw Refusal.of(
                    ErrorKind.CONFIG, "restore", "the restore has failed, nothing was kept: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        migrations.run();
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(Connection connection) throws SQLException, IOException {
        List<Table> tables = SchemaTables.inFillingOrder(connection);
        try (Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                force(statement, table, false);
            }
            for (SavedTable saved : manifest.tables()) {
                Table table = new Table(saved.schema(), saved.name(), saved.columns(), false);
                check(saved, copyIn(connection, table, saved), "in the file");
                check(
                        saved,
                        Backup.copyOut(connection, table, List.of(), OutputStream.nullOutputStream()),
                        "in the database");
            }
            for (SavedSequence sequence : manifest.sequences()) {
                statement.execute("alter sequence " + SchemaTables.quote(sequence.schema()) + "."
                        + SchemaTables.quote(sequence.name()) + " restart with " + sequence.next());
            }
            for (Table table : tables) {
                force(statement, table, true);
            }
        }
    }

    private RowSums copyIn(Connection connection, Table table, SavedTable saved) throws SQLException, IOException {
        RowSums sums = new RowSums();
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table.quoted() + " (" + table.columnList() + ") from stdin");
        @Nullable ZipEntry entry = zip.getEntry(saved.entry());
        if (entry == null) {
            throw damaged(saved, "it is not in the file");
        }
        byte[] chunk = new byte[CHUNK];
        try (InputStream rows = zip.getInputStream(entry)) {
            for (int read = rows.read(chunk); read >= 0; read = rows.read(chunk)) {
                sums.add(chunk, read);
                copy.writeToCopy(chunk, 0, read);
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return sums;
    }

    /** COPY into a table is not possible under row-level security; the owner lifts it for its own transaction only. */
    private static void force(Statement statement, Table table, boolean on) throws SQLException {
        if (table.byOrganizer()) {
            statement.execute("alter table " + table.quoted() + (on ? " force" : " no force") + " row level security");
        }
    }

    private static void check(SavedTable saved, RowSums found, String where) {
        if (found.rows() != saved.rows() || !found.checksum().equals(saved.checksum())) {
            throw damaged(
                    saved,
                    found.rows() + " rows " + where + " with checksum " + found.checksum() + " (expected: "
                            + saved.rows() + " rows with " + saved.checksum() + ")");
        }
    }

    private static Refusal damaged(SavedTable table, String why) {
        return Refusal.of(
                ErrorKind.USER, "backup-damaged", "table " + table.name() + " of the backup is damaged: " + why);
    }

    private static Refusal notABackup(Path file, String why) {
        return Refusal.of(
                ErrorKind.USER,
                "not-a-backup",
                "FILE: " + file + " cannot be read as a backup: " + why
                        + " (expected: a file that './counterfoil backup' made)");
    }

    private static void refuseRows(DatabaseAddress address) {
        try (Connection connection = DriverManager.getConnection(address.url(), address.login())) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (Table table : SchemaTables.inFillingOrder(connection)) {
                    force(statement, table, false);
                    try (ResultSet found = statement.executeQuery("select 1 from " + table.quoted() + " limit 1")) {
                        if (found.next()) {
                            throw Refusal.of(
                                    ErrorKind.USER,
                                    "database-not-empty",
                                    "the database has rows in table " + table.name()
                                            + " (expected: an empty database or a new data folder). Nothing was changed.");
                        }
                    }
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw Refusal.of(ErrorKind.CONFIG, "restore", "the database cannot be looked at: " + e.getMessage());
        }
    }

    private static Optional<String> text(ZipFile zip, String name) {
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream bytes = zip.getInputStream(entry)) {
            return Optional.of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
