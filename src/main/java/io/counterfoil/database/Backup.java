package io.counterfoil.database;

import io.counterfoil.database.BackupManifest.SavedSequence;
import io.counterfoil.database.BackupManifest.SavedTable;
import io.counterfoil.database.SchemaTables.Table;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes everything that an installation knows into one file: all tables as of one instant, and the installation's key. The
 * server may go on working. The file holds secrets and people's data, and only its owner may read it.
 */
public final class Backup {
    static final String MANIFEST = "manifest.json";
    static final String KEY = "secret.key";
    static final JsonMapper JSON = new JsonMapper();

    private final DatabaseAddress address;
    private final Optional<String> key;
    private final Clock clock;

    private Backup(DatabaseAddress address, Optional<String> key, Clock clock) {
        this.address = address;
        this.key = key;
        this.clock = clock;
    }

    /** Writes the file, whole or not at all; refuses to write over another one. */
    public static BackupManifest write(DatabaseAddress address, DataFolder folder, Path file, Clock clock) {
        return write(address, DataFolder.read(folder.keyFile()), file, clock);
    }

    static BackupManifest write(DatabaseAddress address, Optional<String> key, Path file, Clock clock) {
        if (Files.exists(file)) {
            throw Refusal.of(
                    ErrorKind.USER,
                    "file-exists",
                    "FILE: " + file + " exists (expected: a file that does not exist yet)");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, DataFolder.onlyMine("rw-------"));
            BackupManifest manifest = new Backup(address, key, clock).write(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BackupManifest write(Path file) throws IOException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.login());
                OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            zip.setLevel(Deflater.BEST_SPEED);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            BackupManifest manifest = writeTables(connection, zip);
            connection.rollback();
            if (key.isPresent()) {
                entry(zip, KEY, key.get());
            }
            entry(zip, MANIFEST, JSON.writeValueAsString(manifest));
            return manifest;
        } catch (SQLException e) {
            throw Refusal.of(ErrorKind.UPSTREAM, "backup", "the backup has failed: " + e.getMessage());
        }
    }

    private BackupManifest writeTables(Connection connection, ZipOutputStream zip) throws SQLException, IOException {
        List<String> organizers = strings(connection, "select code from organizer order by code");
        String version = strings(connection, """
                        select version from flyway_schema_history where success and version is not null
                        order by string_to_array(version, '.')::bigint[] desc limit 1""").getFirst();
        List<SavedTable> saved = new ArrayList<>();
        for (Table table : SchemaTables.inFillingOrder(connection)) {
            zip.putNextEntry(new ZipEntry(new SavedTable(table.schema(), table.name(), List.of(), 0, "").entry()));
            RowSums sums = copyOut(connection, table, organizers, zip);
            zip.closeEntry();
            saved.add(new SavedTable(table.schema(), table.name(), table.columns(), sums.rows(), sums.checksum()));
        }
        return new BackupManifest(BackupManifest.FORMAT, clock.instant(), version, saved, sequences(connection));
    }

    /** The table's rows, organizer after organizer where row-level security wants it so, to the stream. */
    static RowSums copyOut(Connection connection, Table table, List<String> organizers, OutputStream rows)
            throws SQLException, IOException {
        RowSums sums = new RowSums();
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        try (Statement statement = connection.createStatement()) {
            SchemaTables.fixOutput(statement);
            String all = "select " + table.columnList() + " from " + table.quoted();
            for (String organizer : table.byOrganizer() ? organizers : List.of("")) {
                String query = all;
                if (table.byOrganizer()) {
                    String literal = "'" + organizer.replace("'", "''") + "'";
                    statement.execute("set local app.organizer = " + literal);
                    query += " where organizer = " + literal;
                }
                CopyOut out = copy.copyOut("copy (" + query + ") to stdout");
                for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
                    sums.add(row, row.length);
                    rows.write(row);
                }
            }
        }
        return sums;
    }

    private static List<SavedSequence> sequences(Connection connection) throws SQLException {
        List<SavedSequence> sequences = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        select schemaname, sequencename, coalesce(last_value + increment_by, start_value)
                        from pg_sequences where schemaname in (current_schema(), 'wallet') order by 1, 2""");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                sequences.add(new SavedSequence(found.getString(1), found.getString(2), found.getLong(3)));
            }
        }
        return sequences;
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                values.add(found.getString(1));
            }
        }
        return values;
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
