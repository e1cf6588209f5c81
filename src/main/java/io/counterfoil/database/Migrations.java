package io.counterfoil.database;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Brings the schema up to this release, as its owner, and proves that row-level security holds for the application. */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final int OLDEST = 15;
    private static final int NEWEST = 18;

    private final DatabaseAddress address;

    public Migrations(DatabaseAddress address) {
        this.address = address;
    }

    /** Checks the server, migrates, checks the roles. Several nodes may do this at once: Flyway lets them take turns. */
    public void run() {
        checkServer();
        MigrateResult result = flyway().migrate();
        if (result.migrationsExecuted > 0) {
            LOG.info("database migrated to version {}", result.targetSchemaVersion);
        }
        checkRoles();
    }

    /** Migrates to a former version only, for a backup that was made at it. */
    void upTo(MigrationVersion version) {
        configuration().target(version).load().migrate();
    }

    /** The migrations as Flyway sees them. */
    public Flyway flyway() {
        return configuration().load();
    }

    private FluentConfiguration configuration() {
        return Flyway.configure()
                .dataSource(new DriverManagerDataSource(address.url(), address.login()))
                .locations("classpath:db/migration")
                .connectRetries(0);
    }

    /** Refuses a server that cannot be reached or has a version that nobody has tried. Returns its version. */
    public String checkServer() {
        try (Connection connection = connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            String version = connection.getMetaData().getDatabaseProductVersion();
            expectTried(major, version);
            return version;
        } catch (SQLException e) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "database-unreachable",
                    "the database " + address + " cannot be used: " + e.getMessage()
                            + " (expected: SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD of a running PostgreSQL)");
        }
    }

    static void expectTried(int major, String version) {
        if (major < OLDEST || major > NEWEST) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "database-version",
                    "the database is PostgreSQL " + version + " (expected: " + OLDEST + " to " + NEWEST + ")");
        }
    }

    /**
     * Refuses to work when the application's role could see other organizers' rows: it is a superuser, bypasses row-level
     * security, or owns tables or may become their owner; or when a table with organizers' rows is not protected.
     */
    public void checkRoles() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set role " + DatabaseConnections.APPLICATION_ROLE);
            expectNone(statement, """
                    select rolname || ' is a superuser or bypasses row-level security' from pg_roles
                    where rolname = current_user and (rolsuper or rolbypassrls)""");
            expectNone(statement, """
                    select current_user || ' owns, or may become the owner of, table ' || c.relname
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
                    where c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'member') limit 1""");
            expectNone(statement, """
                    select 'table ' || c.relname || ' holds organizers'' rows without row-level security'
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'organizer' and not a.attisdropped
                    where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity) limit 1""");
        } catch (SQLException e) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "database-roles",
                    "the roles of the database cannot be checked: " + e.getMessage());
        }
    }

    /** Whether the search for words may use its indexes under row-level security, which only a superuser can allow. */
    public boolean searchUsesIndexes() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select proleakproof from pg_proc where oid = 'ts_match_vq(tsvector,tsquery)'::regprocedure")) {
            found.next();
            return found.getBoolean(1);
        } catch (SQLException e) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "database-unreachable",
                    "the database does not tell what it may: " + e.getMessage());
        }
    }

    /** How far the database's clock is ahead of the given one. */
    public Duration clockDifference(Clock clock) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select clock_timestamp()")) {
            found.next();
            return Duration.between(
                    clock.instant(), found.getObject(1, OffsetDateTime.class).toInstant());
        } catch (SQLException e) {
            throw Refusal.of(
                    ErrorKind.CONFIG, "database-unreachable", "the database does not tell its time: " + e.getMessage());
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = address.login();
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(address.url(), properties);
    }

    private static void expectNone(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            if (found.next()) {
                throw Refusal.of(
                        ErrorKind.CONFIG,
                        "database-roles",
                        found.getString(1) + " (expected: organizers' rows are kept apart by row-level security)");
            }
        }
    }
}
