package io.counterfoil.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database as a process sees it that is killed at one of its commits: just before it, so that what was written is lost, or just after it,
 * so that it is stored and nobody knows; or before one of its statements. From then on nothing reaches the database any more, whichever
 * thread asks.
 */
public final class DyingDatabase extends DelegatingDataSource {
    private static final Pattern WRITES =
            Pattern.compile("\\b(insert into|update \\w|delete from)", Pattern.CASE_INSENSITIVE);
    /** What a server does by itself with the connection of a dead client. */
    private static final Set<String> ENDS = Set.of(
            "rollback",
            "close",
            "isClosed",
            "setAutoCommit",
            "setReadOnly",
            "getAutoCommit",
            "isReadOnly",
            "setTransactionIsolation",
            "getTransactionIsolation",
            "hashCode",
            "equals");

    private final int last;
    private final boolean stored;
    private final int lastStep;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private volatile boolean dead;

    /**
     * @param last the commit at which the process dies, counted from 1; 0: never
     * @param stored whether that commit is done before
     */
    public DyingDatabase(DataSource database, int last, boolean stored) {
        this(database, last, stored, 0);
    }

    private DyingDatabase(DataSource database, int last, boolean stored, int lastStep) {
        super(database);
        this.last = last;
        this.stored = stored;
        this.lastStep = lastStep;
    }

    /**
     * One that dies before a statement that writes, or before a commit of such, both counted together. Before one that reads it is the
     * same moment as after the commit before it.
     *
     * @param step counted from 1; 0: never
     */
    public static DyingDatabase beforeStep(DataSource database, int step) {
        return new DyingDatabase(database, 0, false, step);
    }

    /** What kill -9 is to a thread: nobody handles it. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("killed");
        }
    }

    /** How many transactions were to be committed that could have written something. */
    public int commits() {
        return commits.get();
    }

    /** How many statements that write and commits of such were begun. */
    public int steps() {
        return steps.get();
    }

    public boolean isDead() {
        return dead;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (dead) {
            throw new Death();
        }
        Connection real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(real, method, arguments));
    }

    private @Nullable Object call(Connection real, Method method, Object @Nullable [] arguments) throws Throwable {
        if (dead && !ENDS.contains(method.getName())) {
            throw new Death();
        }
        if (method.getName().equals("commit") && !real.isReadOnly()) {
            step();
            commit(real);
            return null;
        }
        Object result = invoked(real, method, arguments);
        if (result instanceof PreparedStatement made
                && arguments != null
                && WRITES.matcher(String.valueOf(arguments[0])).find()) {
            return dying(made);
        }
        return result;
    }

    /** A statement that is made does nothing yet. */
    private PreparedStatement dying(PreparedStatement real) {
        return (PreparedStatement) Proxy.newProxyInstance(
                PreparedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        step();
                    }
                    return invoked(real, method, arguments);
                });
    }

    private static @Nullable Object invoked(Object real, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private void step() {
        if (dead || steps.incrementAndGet() == lastStep) {
            dead = true;
            throw new Death();
        }
    }

    private void commit(Connection real) throws SQLException {
        if (commits.incrementAndGet() != last) {
            real.commit();
            return;
        }
        if (stored) {
            real.commit();
        }
        dead = true;
        throw new Death();
    }
}
