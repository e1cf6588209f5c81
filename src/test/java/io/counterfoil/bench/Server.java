package io.counterfoil.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.database.DataFolder;
import io.counterfoil.database.DatabaseAddress;
import io.counterfoil.database.EmbeddedServer;
import io.counterfoil.database.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A PostgreSQL of the product's own make and settings in a folder that is thrown away, with a migrated database, and copies
 * of it.
 */
final class Server implements AutoCloseable {
    /** The migrated database, which copies are made of. */
    static final String TEMPLATE = "counterfoil";

    private final Path folder;
    private final boolean kept;
    private final EmbeddedServer server;
    private final DatabaseAddress address;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Server(Path folder, boolean kept, EmbeddedServer server) {
        this.folder = folder;
        this.kept = kept;
        this.server = server;
        this.address = server.address();
    }

    static Server start() {
        try {
            return start(Files.createTempDirectory("counterfoil-bench"), false, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts it on a folder, which may be there from before.
     *
     * @param kept whether the folder stays
     * @param settings of the server, beyond the product's
     */
    static Server start(Path folder, boolean kept, String settings) throws IOException {
        Path root = DataFolder.at(folder).root();
        if (!settings.isEmpty()) {
            Files.writeString(root.resolve("postgres.own.conf"), settings);
        }
        Server started = new Server(root, kept, EmbeddedServer.start(DataFolder.at(root)));
        // it would outlive a benchmark that is broken off
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "end of the database"));
        new Migrations(started.address).run();
        return started;
    }

    /** Makes a database with the same content; nobody may be connected to the original. */
    void copy(String from, String to) {
        admin("postgres").execute("create database " + to + " template " + from + " strategy file_copy");
    }

    void drop(String database) {
        admin("postgres").execute("drop database " + database + " with (force)");
    }

    /** So that no run pays for what was before it: statistics are fresh, and everything dirty is on the disk. */
    void settle(String database) {
        JdbcTemplate jdbc = admin(database);
        jdbc.execute("vacuum analyze");
        jdbc.execute("checkpoint");
    }

    /** Connections as the application has them: its role, row-level security. */
    HikariDataSource application(String database, String urlOptions) {
        return pool(url(database) + urlOptions, address.user(), address.password());
    }

    /** The same, from another process. */
    static HikariDataSource pool(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(4);
        config.setConnectionInitSql("set role counterfoil_app");
        return new HikariDataSource(config);
    }

    /** A superuser's connections, which row-level security does not bind. */
    DataSource superuser(String database) {
        return new DriverManagerDataSource(url(database), "postgres", address.password());
    }

    JdbcTemplate admin(String database) {
        return new JdbcTemplate(superuser(database));
    }

    /** What this process and the server have used so far. */
    CpuTime cpuTime() {
        return CpuTime.of(admin("postgres")
                .queryForObject("select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)", String.class));
    }

    /** The login that owns the tables. */
    DatabaseAddress address() {
        return address;
    }

    String url(String database) {
        return address.url().replaceFirst("/[^/]*$", "/" + database);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        server.close();
        if (kept) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
