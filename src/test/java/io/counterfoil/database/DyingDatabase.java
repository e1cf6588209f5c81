package io.counterfoil.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database as a process sees it that is killed at one of its commits: just before it, so that what was written is lost, or just after it,
 * so that it is stored and nobody knows. From then on nothing reaches the database any more.
 */
public final class DyingDatabase extends DelegatingDataSource {
    private final int last;
    private final boolean stored;
    private int commits;
    private boolean dead;

    /**
     * @param last the commit at which the process dies, counted from 1; 0: never
     * @param stored whether that commit is done before
     */
    public DyingDatabase(DataSource database, int last, boolean stored) {
        super(database);
        this.last = last;
        this.stored = stored;
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
        return commits;
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
        if (method.getName().equals("commit") && !real.isReadOnly()) {
            commit(real);
            return null;
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private void commit(Connection real) throws SQLException {
        commits++;
        if (commits != last) {
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
