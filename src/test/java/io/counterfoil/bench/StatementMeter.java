package io.counterfoil.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts and times the statements that pass through a data source, commits included. */
final class StatementMeter {
    private static final int SHOWN = 110;

    private final Map<String, Times> bySql = new ConcurrentHashMap<>();

    private static final class Times {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();
    }

    DataSource around(DataSource target) {
        return proxy(DataSource.class, (proxy, method, args) -> {
            Object answer = call(target, method, args);
            return answer instanceof Connection connection ? connection(connection) : answer;
        });
    }

    /** Forgets what passed so far. */
    void clear() {
        bySql.clear();
    }

    /** How many statements were executed; commits are not statements. */
    long statements() {
        return bySql.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("commit"))
                .mapToLong(entry -> entry.getValue().count.sum())
                .sum();
    }

    /** Milliseconds and executions by statement, the dearest first. */
    String profile(int pages) {
        return bySql.entrySet().stream()
                .sorted(Comparator.comparingLong(
                        entry -> -entry.getValue().nanos.sum()))
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%7.2f ms %5.2f x  %s",
                        entry.getValue().nanos.sum() / 1e6 / pages,
                        (double) entry.getValue().count.sum() / pages,
                        shown(entry.getKey())))
                .collect(Collectors.joining("\n"));
    }

    private Connection connection(Connection target) {
        return proxy(Connection.class, (proxy, method, args) -> {
            if (method.getName().equals("commit")) {
                return timed("commit", () -> call(target, method, args));
            }
            Object answer = call(target, method, args);
            if (answer instanceof PreparedStatement statement && args != null) {
                return statement(PreparedStatement.class, statement, (String) args[0]);
            }
            return answer instanceof Statement statement ? statement(Statement.class, statement, null) : answer;
        });
    }

    private <T extends Statement> T statement(Class<T> face, T target, @Nullable String sql) {
        return proxy(face, (proxy, method, args) -> {
            if (!method.getName().startsWith("execute")) {
                return call(target, method, args);
            }
            String text = sql != null ? sql : args != null && args.length > 0 ? String.valueOf(args[0]) : "batch";
            return timed(text, () -> call(target, method, args));
        });
    }

    private interface Call {
        @Nullable
        Object now() throws Throwable;
    }

    private @Nullable Object timed(String sql, Call call) throws Throwable {
        long start = System.nanoTime();
        try {
            return call.now();
        } finally {
            Times times = bySql.computeIfAbsent(sql, none -> new Times());
            times.count.increment();
            times.nanos.add(System.nanoTime() - start);
        }
    }

    private static String shown(String sql) {
        String line = sql.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static @Nullable Object call(
            Object target, java.lang.reflect.Method method, @Nullable Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> face, InvocationHandler handler) {
        return face.cast(Proxy.newProxyInstance(StatementMeter.class.getClassLoader(), new Class<?>[] {face}, handler));
    }
}
