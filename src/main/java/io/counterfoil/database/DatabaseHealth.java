package io.counterfoil.database;

import javax.sql.DataSource;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Up when the application could write now: under its own role, in a database that takes writes. The schema is right as soon
 * as this exists.
 */
final class DatabaseHealth extends AbstractHealthIndicator {
    private static final int SECONDS = 5;

    private final OrganizerTransactions transactions;
    private final JdbcTemplate jdbc;

    DatabaseHealth(DataSource dataSource, OrganizerTransactions transactions) {
        super("the database does not take writes");
        this.transactions = transactions;
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setQueryTimeout(SECONDS);
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        // A row lock is refused by a standby, by a read-only server and to a role without rights; it waits for no
        // other.
        String role = transactions.global(() ->
                String.valueOf(jdbc.queryForList("select current_user::text from installation for share", String.class)
                        .getFirst()));
        builder.status(role.equals(DatabaseConnections.APPLICATION_ROLE) ? "UP" : "DOWN")
                .withDetail("role", role);
    }
}
