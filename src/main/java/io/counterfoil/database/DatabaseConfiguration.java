package io.counterfoil.database;

import io.counterfoil.kernel.Ids;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What everyone works with. A connection is handed out only when the schema is this release's and the roles are as they
 * should be: whoever has a {@link DataSource} may rely on both.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Ids ids(Clock clock) {
        return new Ids(clock, new SecureRandom());
    }

    /** The server in the data folder, or a stand-in that owns nothing when an outside one is set. */
    @Bean
    DatabaseServer databaseServer(Environment environment) {
        String url = environment.getProperty("spring.datasource.url", "");
        if (url.isBlank()) {
            return DatabaseServer.embedded(EmbeddedServer.start(dataFolder(environment)));
        }
        return DatabaseServer.outside(new DatabaseAddress(
                url,
                environment.getProperty("spring.datasource.username", ""),
                environment.getProperty("spring.datasource.password", ""),
                false));
    }

    @Bean
    DatabaseConnections databaseConnections(DatabaseServer server) {
        new Migrations(server.address()).run();
        return new DatabaseConnections(server.address());
    }

    @Bean
    @Primary
    DataSource dataSource(DatabaseConnections connections, Environment environment) {
        return connections.pool(
                DatabaseConnections.APPLICATION_ROLE,
                environment.getProperty("counterfoil.database-pool-size", Integer.class, 16));
    }

    @Bean
    OrganizerTransactions organizerTransactions(DataSource dataSource) {
        return new OrganizerTransactions(dataSource);
    }

    @Bean
    InstallationKey installationKey(
            Environment environment, OrganizerTransactions transactions, DataSource dataSource, Clock clock) {
        String secret = environment.getProperty("counterfoil.secret-key", "");
        InstallationKey key =
                secret.isBlank() ? InstallationKey.in(dataFolder(environment)) : InstallationKey.of(secret);
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        byte @Nullable [] known = transactions.global(() -> {
            jdbc.update(
                    "insert into installation (key_check, created_at) values (?, ?) on conflict do nothing",
                    key.check(),
                    clock.instant().atOffset(ZoneOffset.UTC));
            return jdbc.queryForObject("select key_check from installation", byte[].class);
        });
        key.expect(known);
        return key;
    }

    /** The key's bean comes first: it writes the row that the check looks at. */
    @Bean
    DatabaseHealth databaseHealthIndicator(
            DataSource dataSource, OrganizerTransactions transactions, InstallationKey key) {
        return new DatabaseHealth(dataSource, transactions);
    }

    private static DataFolder dataFolder(Environment environment) {
        return DataFolder.at(Path.of(environment.getProperty("counterfoil.data-dir", "data")));
    }
}
