package io.counterfoil.database;

import java.util.Properties;

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

    /** Without the password: this reaches logs. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "") + (user.isEmpty() ? "" : " as " + user);
    }
}
