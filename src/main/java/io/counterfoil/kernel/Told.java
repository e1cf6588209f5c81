package io.counterfoil.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What the other side said of a member: nothing (keep what is known), null (clear it), or a value. Source: ticket details,
 * rule 8 of retrieving the ticket status.
 */
public sealed interface Told<T> {
    /** The member was absent. */
    record Nothing<T>() implements Told<T> {}

    /** The member was null. */
    record Cleared<T>() implements Told<T> {}

    /** The member had a value. */
    record Value<T>(T value) implements Told<T> {}

    static <T> Told<T> nothing() {
        return new Nothing<>();
    }

    static <T> Told<T> of(@Nullable T value) {
        return value == null ? new Cleared<>() : new Value<>(value);
    }

    /** The value, or null when it was absent or null. */
    default @Nullable T orNull() {
        return this instanceof Value<T>(T value) ? value : null;
    }

    /** What is known after this was said, when {@code known} was known before. */
    default @Nullable T after(@Nullable T known) {
        return switch (this) {
            case Nothing<T> nothing -> known;
            case Cleared<T> cleared -> null;
            case Value<T>(T value) -> value;
        };
    }
}
