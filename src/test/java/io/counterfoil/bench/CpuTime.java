package io.counterfoil.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Processor time of this process and of the database server, which tells more than the clock does on a busy machine. The
 * server's is known on Linux only, from {@code /proc}.
 *
 * @param java seconds of this JVM
 * @param server seconds of the server and its children; 0 where it is not known
 */
record CpuTime(double java, double server) {
    // USER_HZ, which the kernel promises to user space whatever its own clock is
    private static final double TICKS_PER_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER_TIME = 11;

    static CpuTime of(@Nullable String postmaster) {
        double java = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
        try {
            return new CpuTime(java, postmaster == null ? 0 : server(postmaster.strip()));
        } catch (IOException noProc) {
            return new CpuTime(java, 0);
        }
    }

    CpuTime since(CpuTime before) {
        return new CpuTime(java - before.java, server - before.server);
    }

    private static double server(String postmaster) throws IOException {
        double ticks = 0;
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : (Iterable<Path>) processes::iterator) {
                String id = process.getFileName().toString();
                if (Character.isDigit(id.charAt(0))) {
                    ticks += ticks(process.resolve("stat"), id, postmaster);
                }
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Of a living child its own time; of the postmaster also that of the children that have ended. */
    private static double ticks(Path stat, String id, String postmaster) throws IOException {
        String[] members;
        try {
            String line = Files.readString(stat);
            members = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        } catch (NoSuchFileException ended) {
            return 0;
        }
        double own = Long.parseLong(members[USER_TIME]) + Long.parseLong(members[USER_TIME + 1]);
        if (id.equals(postmaster)) {
            return own + Long.parseLong(members[USER_TIME + 2]) + Long.parseLong(members[USER_TIME + 3]);
        }
        return members[PARENT].equals(postmaster) ? own : 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f s here, %.2f s in the server", java, server);
    }
}
