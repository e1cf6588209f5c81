package io.counterfoil.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * Pools of connections to the migrated database, each working under a role of few rights. Modules take the bean
 * {@code DataSource}; only one with a role of its own (the wallet) asks for a pool here.
 */
public final class DatabaseConnections implements AutoCloseable {
    static final String APPLICATION_ROLE = "counterfoil_app";

    private static final long WAIT_MILLIS = 20_000;
    private static final int KEPT_READY = 4;

    private final DatabaseAddress address;
    private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

    DatabaseConnections(DatabaseAddress address) {
        this.address = address;
    }

    /** A pool whose connections work under the role. Closed with the application. */
    public DataSource pool(String role, int size) {
        if (!role.matches("counterfoil_[a-z]{1,40}")) {
            throw new IllegalArgumentException("role " + role + " (expected: counterfoil_ and letters)");
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName(role);
        config.setJdbcUrl(address.url());
        address.login().forEach((name, value) -> config.addDataSourceProperty((String) name, value));
        config.setMaximumPoolSize(size);
        // more when they are needed: each costs the thousands of hashes of a sign-in, at the start all at once
        config.setMinimumIdle(Math.min(size, KEPT_READY));
        config.setConnectionTimeout(WAIT_MILLIS);
        config.addDataSourceProperty("ApplicationName", role);
        // A transaction never spans a network call, so one that idles belongs to a frozen node and gives its locks
        // back.
        config.setConnectionInitSql("set role " + role + "; set idle_in_transaction_session_timeout = '2min'");
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return pool;
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
