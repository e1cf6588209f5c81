package io.counterfoil.database;

import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where the database is, and the login that owns its tables.
 *
 * @param url JDBC address
 * @param embedded whether the server is ours, in the data folder
 */
public record DatabaseAddress(String url, String user, String password, boolean embedded) {
    /** What the driver is told beside the address; user and password may stand in the address instead. */
    Properties login() {
        Properties login = new Properties();
        // The server's details and hints carry values of rows, which are people's data, into messages and so into logs.
        login.setProperty("logServerErrorDetail", "false");
        if (!user.isEmpty()) {
            login.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            login.setProperty("password", password);
        }
        return login;
    }

    /** Reads with a connection of its own, as the owner, in one transaction; large answers come piece by piece. */
    public <T> T read(Function<DataSource, T> work) {
        DriverManagerDataSource connections = new DriverManagerDataSource(url, login());
        TransactionTemplate reading = new TransactionTemplate(new JdbcTransactionManager(connections));
        reading.setReadOnly(true);
        return Objects.requireNonNull(reading.execute(status -> work.apply(connections)));
    }

    /** Without the password: this reaches logs. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "") + (user.isEmpty() ? "" : " as " + user);
    }
}
