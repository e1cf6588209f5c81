package io.counterfoil.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next to be given as {@code after} for the next page; null: this was the last one
 */
record Page<T>(List<T> items, @Nullable String next) {
    /**
     * A page of rows of which one more than the limit was asked for.
     *
     * @param key what the list goes on after
     */
    static <R, T> Page<T> of(List<R> rows, int limit, Function<R, String> key, Function<R, T> item) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(item).toList(), rows.size() > limit ? key.apply(shown.getLast()) : null);
    }
}
