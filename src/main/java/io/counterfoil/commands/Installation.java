package io.counterfoil.commands;

import io.counterfoil.database.DataFolder;
import io.counterfoil.database.DatabaseAddress;
import io.counterfoil.database.EmbeddedServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The installation that the environment's settings describe, for commands that work beside a server or without one. */
record Installation(Map<String, String> environment) {
    /** The one of this process; refuses wrong settings. */
    static Installation here() {
        Settings.check(System.getenv());
        return new Installation(System.getenv());
    }

    Path dataPath() {
        return Path.of(setting(Settings.DATA_DIR).orElse("data"));
    }

    DataFolder folder() {
        return DataFolder.at(dataPath());
    }

    Optional<String> setting(String name) {
        return Optional.of(environment.getOrDefault(name, "")).filter(value -> !value.isEmpty());
    }

    /** The outside PostgreSQL, when one is set. */
    Optional<DatabaseAddress> outside() {
        return setting(Settings.DATABASE_URL)
                .map(url -> new DatabaseAddress(
                        url,
                        setting(Settings.DATABASE_USER).orElse(""),
                        setting(Settings.DATABASE_PASSWORD).orElse(""),
                        false));
    }

    /** Where a server of this installation listens on this machine. */
    String ownUrl() {
        return "http://localhost:" + setting(Settings.PORT).orElse("8080");
    }

    /** Work on the database, whether its server runs or not: an embedded one that does not is started for it. */
    void withDatabase(DatabaseWork work) {
        DataFolder folder = folder();
        Optional<DatabaseAddress> running = outside().or(() -> EmbeddedServer.running(folder));
        if (running.isPresent()) {
            work.on(running.get(), folder);
            return;
        }
        try (EmbeddedServer server = EmbeddedServer.start(folder)) {
            work.on(server.address(), folder);
        }
    }

    @FunctionalInterface
    interface DatabaseWork {
        void on(DatabaseAddress address, DataFolder folder);
    }
}
