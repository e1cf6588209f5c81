package io.counterfoil.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows turned into one array parameter a column, for {@code unnest}: one statement stores a whole page. Parameters are set
 * in the order of the calls.
 */
public final class RowsAsArrays<R> {
    private final PreparedStatement statement;
    private final List<R> rows;
    private int parameter;

    private RowsAsArrays(PreparedStatement statement, List<R> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    /** Executes the statement once for all rows; without rows not at all. Answers how many rows it touched. */
    public static <R> int update(JdbcTemplate jdbc, String sql, List<R> rows, Binder<R> binder) {
        if (rows.isEmpty()) {
            return 0;
        }
        Integer touched = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binder.bind(new RowsAsArrays<>(statement, rows));
                return statement.executeUpdate();
            }
        });
        return touched == null ? 0 : touched;
    }

    /** A parameter that is the same for all rows. */
    public void same(@Nullable Object value) throws SQLException {
        statement.setObject(++parameter, value);
    }

    /** A column of texts; other objects by their {@code toString}. */
    public void texts(Function<R, @Nullable Object> value) throws SQLException {
        array("text", new String[rows.size()], row -> {
            Object content = value.apply(row);
            return content == null ? null : content.toString();
        });
    }

    public void uuids(Function<R, @Nullable Object> value) throws SQLException {
        array("uuid", new Object[rows.size()], value);
    }

    public void longs(Function<R, @Nullable Long> value) throws SQLException {
        array("int8", new Long[rows.size()], value);
    }

    public void integers(Function<R, @Nullable Integer> value) throws SQLException {
        array("int4", new Integer[rows.size()], value);
    }

    public void booleans(Function<R, @Nullable Boolean> value) throws SQLException {
        array("bool", new Boolean[rows.size()], value);
    }

    public void bytes(Function<R, byte @Nullable []> value) throws SQLException {
        array("bytea", new byte[rows.size()][], value);
    }

    /** Times as microseconds since 1970, which travel in binary; {@link #time} makes them times again. */
    public void times(Function<R, @Nullable Instant> value) throws SQLException {
        longs(row -> {
            Instant time = value.apply(row);
            return time == null
                    ? null
                    : Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
        });
    }

    /** SQL that turns the named column of microseconds into a time. */
    public static String time(String column) {
        return "(timestamptz 'epoch' + " + column + " * interval '1 microsecond')";
    }

    private <T extends @Nullable Object> void array(String type, @Nullable Object[] column, Function<R, T> value)
            throws SQLException {
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        statement.setArray(++parameter, statement.getConnection().createArrayOf(type, column));
    }

    /** Sets the parameters of a statement. */
    public interface Binder<R> {
        void bind(RowsAsArrays<R> parameters) throws SQLException;
    }
}
