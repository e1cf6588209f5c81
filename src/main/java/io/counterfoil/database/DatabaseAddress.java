package io.counterfoil.database;

import java.util.Properties;

/**
 * Where the database is, and the login that owns its tables.
 *
 * @param url JDBC address
 * @param embedded whether the server is ours, in the data folder
 */
public record DatabaseAddress(String url, String user, String password, boolean embedded) {
    /** What the driver needs beside the address; user and password may stand in the address instead. */
    Properties login() {
        Properties login = new Properties();
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
