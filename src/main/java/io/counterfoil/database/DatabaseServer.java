package io.counterfoil.database;

import org.jspecify.annotations.Nullable;

/** The PostgreSQL that is used: ours, which is stopped in the end, or one that somebody else runs. */
final class DatabaseServer implements AutoCloseable {
    private final DatabaseAddress address;
    private final @Nullable EmbeddedServer ours;

    private DatabaseServer(DatabaseAddress address, @Nullable EmbeddedServer ours) {
        this.address = address;
        this.ours = ours;
    }

    static DatabaseServer embedded(EmbeddedServer server) {
        return new DatabaseServer(server.address(), server);
    }

    static DatabaseServer outside(DatabaseAddress address) {
        return new DatabaseServer(address, null);
    }

    DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        if (ours != null) {
            ours.close();
        }
    }
}
