package io.counterfoil.database;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own in the data folder, for this process alone. It outlives a killed process; the next start stops
 * what was left and begins anew, with nothing lost that was committed.
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String ADDRESS = InetAddress.getLoopbackAddress().getHostAddress();
    private static final String SUPERUSER = "postgres";
    // the owner of all tables: not a superuser, so that a way around its rights is a way around little
    private static final String OWNER = "counterfoil";
    private static final String DATABASE = "counterfoil";
    private static final int STARTS = 3;
    // recovery after a crash replays up to max_wal_size
    private static final String START_SECONDS = "600";

    private final DataFolder folder;
    private final DataFolder.Lock lock;
    private final PostgresBinaries binaries;
    private final int port;

    private EmbeddedServer(DataFolder folder, DataFolder.Lock lock, PostgresBinaries binaries, int port) {
        this.folder = folder;
        this.lock = lock;
        this.binaries = binaries;
        this.port = port;
    }

    /** Starts the server of the folder. Refuses a folder that another process has, and data of another major version. */
    public static EmbeddedServer start(DataFolder folder) {
        DataFolder.Lock lock = folder.lock();
        try {
            checkVersion(folder);
            PostgresBinaries binaries = PostgresBinaries.in(folder);
            String password = folder.makePassword();
            if (folder.clusterVersion().isEmpty()) {
                initialise(folder, binaries);
            }
            LeftoverServer.stop(folder, binaries);
            int port = start(folder, binaries);
            prepareDatabase(port, password);
            return new EmbeddedServer(folder, lock, binaries, port);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The address of a server that another living process has started in the folder; nothing when none runs. */
    public static Optional<DatabaseAddress> running(DataFolder folder) {
        if (!folder.inUse()) {
            return Optional.empty();
        }
        return folder.port().flatMap(port -> folder.password().map(password -> address(port, password)));
    }

    public DatabaseAddress address() {
        return address(port, folder.makePassword());
    }

    /** Stops the server and gives the folder free. */
    @Override
    public void close() {
        PostgresBinaries.Outcome outcome =
                binaries.run("pg_ctl", "-D", folder.cluster().toString(), "-m", "fast", "-w", "-t", "60", "stop");
        if (outcome.code() != 0) {
            LOG.warn("the embedded PostgreSQL did not stop: {}", outcome.output());
        }
        lock.close();
    }

    /** Says how to go on with a folder whose data another major version wrote. */
    public static void checkVersion(DataFolder folder) {
        String found = folder.clusterVersion().orElse(PostgresBinaries.MAJOR);
        if (found.equals(PostgresBinaries.MAJOR)) {
            return;
        }
        throw Refusal.of(
                ErrorKind.CONFIG,
                "data-folder-version",
                "the data folder " + folder.root() + " holds data of PostgreSQL " + found + " (expected: "
                        + PostgresBinaries.MAJOR
                        + "). Nothing was changed. With the Counterfoil release that wrote it run"
                        + " './counterfoil backup FILE', then with this one"
                        + " 'COUNTERFOIL_DATA_DIR=NEW_FOLDER ./counterfoil restore FILE'.");
    }

    private static DatabaseAddress address(int port, String password) {
        return new DatabaseAddress(url(port, DATABASE), OWNER, password, true);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://" + (ADDRESS.contains(":") ? "[" + ADDRESS + "]" : ADDRESS) + ":" + port + "/"
                + database;
    }

    /** Makes the cluster beside its place and moves it there: a start killed half-way leaves nothing that looks whole. */
    private static void initialise(DataFolder folder, PostgresBinaries binaries) {
        LOG.info("making a database in {}", folder.root());
        Path unfinished = folder.root().resolve("postgres.new");
        try {
            PostgresBinaries.delete(unfinished);
            binaries.run(
                            "initdb",
                            "-D",
                            unfinished.toString(),
                            "-U",
                            SUPERUSER,
                            "--pwfile",
                            folder.passwordFile().toString(),
                            "-A",
                            "scram-sha-256",
                            "-E",
                            "UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C")
                    .orFail("making the database");
            Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a database in " + folder.root(), e);
        }
    }

    private static int start(DataFolder folder, PostgresBinaries binaries) {
        int port = folder.port().filter(EmbeddedServer::isFree).orElseGet(EmbeddedServer::freePort);
        for (int attempt = 1; ; attempt++) {
            writeSettings(folder, port);
            PostgresBinaries.Outcome outcome = binaries.run(
                    "pg_ctl",
                    "-D",
                    folder.cluster().toString(),
                    "-l",
                    folder.serverLog().toString(),
                    "-w",
                    "-t",
                    START_SECONDS,
                    "start");
            if (outcome.code() == 0) {
                folder.rememberPort(port);
                return port;
            }
            if (attempt == STARTS || isFree(port)) {
                throw Refusal.of(
                        ErrorKind.INTERNAL,
                        "embedded-server",
                        "the embedded PostgreSQL does not start: " + outcome.output() + "\nThe end of "
                                + folder.serverLog() + ":\n" + lastLines(folder.serverLog()));
            }
            // somebody took the port between our look and the server's start
            port = freePort();
        }
    }

    private static void writeSettings(DataFolder folder, int port) {
        DataFolder.write(
                folder.cluster().resolve("postgresql.conf"),
                ServerSettings.postgresqlConf(
                        ADDRESS, port, folder.ownServerSettings().toString()),
                "rw-------");
        DataFolder.write(folder.cluster().resolve("pg_hba.conf"), ServerSettings.pgHbaConf(), "rw-------");
    }

    /** The owner's login and database; each is made when it is not there, since a former start may have ended between. */
    private static void prepareDatabase(int port, String password) {
        try (Connection connection = DriverManager.getConnection(url(port, SUPERUSER), SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = '%s') then
                            create role %s login createrole password '%s';
                        end if;
                    end $$""".formatted(OWNER, OWNER, password));
            boolean there;
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                there = found.next();
            }
            if (!there) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
            }
            letSearchUseItsIndexes(port, password);
        } catch (SQLException e) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "embedded-server",
                    "the embedded PostgreSQL does not let us in: " + e.getMessage()
                            + " (expected: postgres.password in the data folder as it was when the folder was made)");
        }
    }

    /** What afterMigrate__search.sql may not do, as the tables' owner is no superuser; each database has functions of its own. */
    private static void letSearchUseItsIndexes(int port, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(port, DATABASE), SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("alter function ts_match_vq(tsvector, tsquery) leakproof");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e + ")";
        }
    }
}
