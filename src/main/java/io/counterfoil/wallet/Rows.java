package io.counterfoil.wallet;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as columns for {@code unnest}: one statement, however many rows. Parameters are numbered from 1. */
record Rows<T>(PreparedStatement statement, List<T> rows) {

    /** Sets an array of values that PostgreSQL reads from their text: numbers, times, UUIDs, texts. */
    Rows<T> array(int index, String type, Function<T, ? extends @Nullable Object> column) throws SQLException {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = column.apply(rows.get(i));
            values[i] = value == null ? null : value.toString();
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
        return this;
    }

    Rows<T> texts(int index, Function<T, ? extends @Nullable Object> column) throws SQLException {
        return array(index, "text", column);
    }

    Rows<T> times(int index, Function<T, ? extends @Nullable Object> column) throws SQLException {
        return array(index, "timestamptz", column);
    }

    Rows<T> uuids(int index, Function<T, ? extends @Nullable Object> column) throws SQLException {
        return array(index, "uuid", column);
    }

    Rows<T> numbers(int index, Function<T, ? extends @Nullable Object> column) throws SQLException {
        return array(index, "bigint", column);
    }

    Rows<T> text(int index, @Nullable String value) throws SQLException {
        statement.setString(index, value);
        return this;
    }
}
