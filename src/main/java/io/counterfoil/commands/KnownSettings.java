package io.counterfoil.commands;

import io.counterfoil.kernel.Network;
import io.counterfoil.kernel.Refusal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every setting that an operator has. Their page is {@code docs/howto/settings.md}. */
final class KnownSettings {
    private static final int TOKEN_LENGTH = 32;
    private static final String TOKEN_EXPECTED = "32 to 1000 printable ASCII characters without blanks";

    private static final List<Setting> WORK = List.of(
            new Setting(
                    Settings.DATA_DIR,
                    "data",
                    "a folder that exists or can be made, not a file",
                    false,
                    KnownSettings::isFolder,
                    "/dev/null",
                    "Where the embedded database and the installation's key are kept."),
            new Setting(
                    Settings.PORT,
                    "8080",
                    "0 to 65535, 0 for any free port",
                    false,
                    value -> isNumber(value, 0, 65_535),
                    "70000",
                    "Port of API and health."),
            new Setting(
                    "SERVER_ADDRESS",
                    "every address of this machine",
                    "an IP address or host name",
                    false,
                    value -> value.matches("[0-9A-Za-z.:%_-]{1,255}"),
                    "http://here",
                    "Address to listen on, such as 127.0.0.1 behind a proxy on the same machine."),
            new Setting(
                    "COUNTERFOIL_TRUSTED_PROXIES",
                    "none: what X-Forwarded-For and its like say counts for nothing",
                    "addresses or networks separated by commas, such as 10.1.2.3,10.20.0.0/16",
                    false,
                    KnownSettings::areNetworks,
                    "proxy.example.org",
                    "Proxies that are believed when they say for whom they call."),
            new Setting(
                    Settings.ADMIN_TOKEN,
                    "no such token",
                    TOKEN_EXPECTED,
                    true,
                    KnownSettings::isToken,
                    "short",
                    "At the first start, makes an API token with this value and all rights."),
            new Setting(
                    "COUNTERFOIL_SECRET_KEY",
                    "the file secret.key in the data folder, made at the first start",
                    TOKEN_EXPECTED,
                    true,
                    KnownSettings::isToken,
                    "short",
                    "What wallets' API keys are encrypted with; the same on every node of an installation."),
            new Setting(
                    "COUNTERFOIL_ALLOW_LOCAL_WALLETS",
                    "true, with a warning at the start",
                    "true or false",
                    false,
                    KnownSettings::isBoolean,
                    "maybe",
                    "Whether wallet URLs may lead to this machine (loopback)."),
            new Setting(
                    "COUNTERFOIL_WALLET_NETWORKS",
                    "none",
                    "networks separated by commas, such as 10.20.0.0/16,fd00::/8",
                    false,
                    KnownSettings::areNetworks,
                    "10.20.0.0/99",
                    "Private networks that wallet URLs may lead to; public addresses always may."),
            new Setting(
                    "COUNTERFOIL_RUN_SCHEDULER",
                    "true",
                    "true or false",
                    false,
                    KnownSettings::isBoolean,
                    "maybe",
                    "Whether this node does runs; one that does not only answers."),
            new Setting(
                    "COUNTERFOIL_RUN_RETENTION",
                    "P90D",
                    "an ISO 8601 duration from P1D to P36500D",
                    false,
                    value -> isDuration(value, Duration.ofDays(1), Duration.ofDays(36_500)),
                    "P3M",
                    "How long runs with their events and raw calls are kept; those that met nothing new, a week at most."),
            new Setting(
                    "COUNTERFOIL_QUARANTINE_RETENTION",
                    "P90D",
                    "an ISO 8601 duration from P1D to P36500D",
                    false,
                    value -> isDuration(value, Duration.ofDays(1), Duration.ofDays(36_500)),
                    "P3M",
                    "How long quarantined and skipped entries are kept after they were replayed or discarded; open ones stay."),
            new Setting(
                    "COUNTERFOIL_WALLET_ENABLED",
                    "true",
                    "true or false",
                    false,
                    KnownSettings::isBoolean,
                    "maybe",
                    "Whether this node serves the built-in wallet."),
            new Setting(
                    "COUNTERFOIL_WALLET_SHOW_CODES",
                    "false; the demo sets true",
                    "true or false",
                    false,
                    KnownSettings::isBoolean,
                    "maybe",
                    "Whether the built-in wallet answers sign-in codes to whoever asks: for demonstrations only."),
            new Setting(
                    "COUNTERFOIL_WALLET_TRANSFER_TIMEOUT",
                    "PT1H",
                    "an ISO 8601 duration from PT1S to P365D",
                    false,
                    value -> isDuration(value, Duration.ofSeconds(1), Duration.ofDays(365)),
                    "an hour",
                    "How long a recipient has to accept a ticket in the built-in wallet."),
            new Setting(
                    "COUNTERFOIL_WALLET_RETENTION",
                    "P400D",
                    "an ISO 8601 duration from P1D to P36500D",
                    false,
                    value -> isDuration(value, Duration.ofDays(1), Duration.ofDays(36_500)),
                    "P1Y",
                    "How long the built-in wallet keeps changes for readers that stay away."),
            new Setting(
                    "COUNTERFOIL_WALLET_WAKE_UP_HOSTS",
                    "localhost,127.0.0.1,[::1]",
                    "host names or addresses separated by commas",
                    false,
                    value -> value.matches("[0-9A-Za-z.:\\[\\]_, -]{1,2000}"),
                    "http://here/",
                    "Hosts in private networks to which the built-in wallet may send wake-up calls."),
            new Setting(
                    "COUNTERFOIL_DATABASE_POOL_SIZE",
                    "16",
                    "2 to 200",
                    false,
                    value -> isNumber(value, 2, 200),
                    "1",
                    "Most connections that one node opens to the database for its work."),
            new Setting(
                    Settings.DATABASE_URL,
                    "the embedded database",
                    "a JDBC address such as jdbc:postgresql://host:5432/counterfoil",
                    false,
                    value -> value.startsWith("jdbc:postgresql:"),
                    "postgres://host/db",
                    "An outside PostgreSQL, 15 to 18, instead of the embedded one."),
            new Setting(
                    Settings.DATABASE_USER,
                    "as the address says",
                    "a login that may make tables and roles, 1 to 63 characters",
                    false,
                    value -> !value.isBlank() && value.length() <= 63,
                    " ",
                    "Login to the outside PostgreSQL; it owns the tables."),
            new Setting(
                    Settings.DATABASE_PASSWORD,
                    "as the address says",
                    "at most 1000 characters on one line",
                    true,
                    value -> value.length() <= 1000 && value.lines().count() <= 1,
                    "two\nlines",
                    "Password of that login."),
            new Setting(
                    Settings.LOG_FORMAT,
                    "text",
                    "text or ecs",
                    false,
                    Set.of("text", "ecs")::contains,
                    "xml",
                    "Log lines for people, or one JSON object a line in Elastic Common Schema."),
            new Setting(
                    Settings.URL,
                    "http://localhost and SERVER_PORT",
                    "an address such as https://tickets.example.org",
                    false,
                    KnownSettings::isHttp,
                    "ftp://here",
                    "For the commands import, run and mail-pipe: the server to talk to."),
            new Setting(
                    Settings.TOKEN,
                    "COUNTERFOIL_ADMIN_TOKEN",
                    "1 to 1000 printable ASCII characters without blanks",
                    true,
                    value -> value.matches("[!-~]{1,1000}"),
                    "two words",
                    "For the commands import, run and mail-pipe: the API token to use."),
            new Setting(
                    "COUNTERFOIL_MAIL_NETWORKS",
                    "none",
                    "networks separated by commas, such as 10.20.0.0/16,fd00::/8",
                    false,
                    KnownSettings::areNetworks,
                    "10.20.0.0/99",
                    "Private networks that mail servers of mailboxes may be in; public addresses and this machine always may."),
            new Setting(
                    "COUNTERFOIL_MAIL_ALARM_AFTER",
                    "PT15M",
                    "an ISO 8601 duration from PT1M to P7D",
                    false,
                    value -> isDuration(value, Duration.ofMinutes(1), Duration.ofDays(7)),
                    "soon",
                    "How long a mailbox may be unreadable before somebody is told."),
            new Setting(
                    "COUNTERFOIL_JAVA_OPTIONS",
                    "none",
                    "options of the java command, each beginning with -",
                    false,
                    value -> value.isBlank() || value.strip().startsWith("-"),
                    "Xmx1g",
                    "Options for the JVM, such as -Xmx1g; read by the launcher."));

    static final List<Setting> ALL =
            Stream.concat(WORK.stream(), PeopleSettings.ALL.stream()).toList();

    private KnownSettings() {}

    static boolean isNumber(String value, int least, int most) {
        return value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
    }

    private static boolean isBoolean(String value) {
        return value.equals("true") || value.equals("false");
    }

    private static boolean isDuration(String value, Duration least, Duration most) {
        try {
            Duration duration = Duration.parse(value);
            return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
        } catch (DateTimeParseException notADuration) {
            return false;
        }
    }

    private static boolean isToken(String value) {
        return value.length() >= TOKEN_LENGTH && value.matches("[!-~]{1,1000}");
    }

    private static boolean isFolder(String value) {
        try {
            Path path = Path.of(value);
            return !value.isBlank() && (!Files.exists(path) || Files.isDirectory(path));
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }

    static boolean isHttp(String value) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static boolean areNetworks(String value) {
        try {
            Stream.of(value.split(",")).filter(text -> !text.isBlank()).forEach(Network::parse);
            return true;
        } catch (Refusal notANetwork) {
            return false;
        }
    }
}
