package io.counterfoil.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.kernel.OrganizerCode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A fresh, migrated database on a real PostgreSQL, one server for all tests of a JVM. The session time zone is not UTC, so
 * that a time that loses its zone shows.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final HikariDataSource owner;
    private final HikariDataSource app;

    private TestDatabase(HikariDataSource owner, HikariDataSource app) {
        this.owner = owner;
        this.app = app;
    }

    /** A new database, copied from a migrated template. */
    public static TestDatabase create() {
        String name = "test_" + NUMBER.incrementAndGet();
        new JdbcTemplate(Server.POSTGRES.getPostgresDatabase())
                .execute("create database " + name + " template " + Server.TEMPLATE);
        return new TestDatabase(pool(name, null), pool(name, "set role counterfoil_app"));
    }

    /** As the application works: row-level security applies. */
    public DataSource app() {
        return app;
    }

    /** As the owner, who migrates: for looking behind the application's back. */
    public DataSource owner() {
        return owner;
    }

    /** JDBC address of the database, for a process of its own; user {@code postgres}, no password. */
    public String url() {
        return owner.getJdbcUrl();
    }

    public OrganizerTransactions transactions() {
        return new OrganizerTransactions(app);
    }

    /** Makes an organizer known, as the organizers module would. */
    public OrganizerCode organizer(String code) {
        OrganizerCode organizer = new OrganizerCode(code);
        new JdbcTemplate(owner)
                .update("insert into organizer (code, name, created_at) values (?, ?, now())", code, code);
        transactions().writeAside(organizer, () -> transactions().addHead(organizer));
        return organizer;
    }

    @Override
    public void close() {
        app.close();
        owner.close();
    }

    private static HikariDataSource pool(String database, @Nullable String init) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Server.POSTGRES.getJdbcUrl("postgres", database) + "&options=-c%20TimeZone=Asia/Kathmandu");
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionInitSql(init);
        return new HikariDataSource(config);
    }

    private static final class Server {
        private static final String TEMPLATE = "counterfoil_template";
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            EmbeddedPostgres postgres = TestPostgres.start();
            JdbcTemplate admin = new JdbcTemplate(postgres.getPostgresDatabase());
            admin.execute("create database " + TEMPLATE);
            Flyway.configure()
                    .dataSource(postgres.getDatabase("postgres", TEMPLATE))
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return postgres;
        }
    }
}
