package io.counterfoil.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The embedded server's settings, written anew at each start, so that a new release's settings reach an old folder. They
 * never trade safety: a committed transaction survives a crash of process, machine and power.
 */
final class ServerSettings {
    private static final long MIB = 1024 * 1024;

    private ServerSettings() {}

    /** The whole {@code postgresql.conf}. */
    static String postgresqlConf(String address, int port, String ownSettings) {
        long memory = memoryMib();
        // an eighth: the rest is for the JVM and for the file cache, which PostgreSQL reads through
        long buffers = Math.clamp(memory / 8, 128, 2048);
        return """
                # Written by Counterfoil at each start: changes here are lost. Your own settings go to %s
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                password_encryption = scram-sha-256
                # safety
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                # speed: memory
                shared_buffers = %dMB
                effective_cache_size = %dMB
                work_mem = 16MB
                maintenance_work_mem = 128MB
                # speed: few checkpoints make few full pages in the log; 2 GB of log are replayed in some seconds after a crash
                # whole pages go to the log as they are: packing them with pglz, all that this build has, took most of the
                # time of a sync where many tickets are stored
                wal_compression = off
                max_wal_size = 2GB
                min_wal_size = 256MB
                checkpoint_timeout = 10min
                checkpoint_completion_target = 0.9
                # speed: statements are short, data is on solid state, hot rows change all the time
                jit = off
                random_page_cost = 1.1
                autovacuum_naptime = 15s
                autovacuum_vacuum_cost_limit = 2000
                # a node that dies in the middle of a transaction gives its locks back
                tcp_keepalives_idle = 30
                tcp_keepalives_interval = 10
                tcp_keepalives_count = 3
                # the log: no values of rows, which are people's data
                log_min_messages = warning
                log_min_error_statement = panic
                log_error_verbosity = terse
                log_line_prefix = '%%m [%%p] '
                log_timezone = UTC
                timezone = UTC
                lc_messages = C
                include_if_exists = '%s'
                """.formatted(ownSettings, address, port, buffers, Math.max(256, memory / 2), ownSettings);
    }

    /** The whole {@code pg_hba.conf}: from this machine only, with the password only. */
    static String pgHbaConf() {
        return """
                # Written by Counterfoil at each start.
                host all all 127.0.0.1/32 scram-sha-256
                host all all ::1/128 scram-sha-256
                """;
    }

    private static long memoryMib() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize() / MIB
                : 1024;
    }
}
