package io.counterfoil.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Something that was asked for is not done, and nothing was changed. The message is for people and carries the value and
 * the expectation: {@code batchSize: 0 (expected: 1 to 10000)}.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String type;
    private final @Nullable String field;
    private final @Nullable String expected;

    private Refusal(ErrorKind kind, String type, String message, @Nullable String field, @Nullable String expected) {
        super(message);
        this.kind = kind;
        this.type = type;
        this.field = field;
        this.expected = expected;
    }

    /** A named member of the input is wrong; {@code type} is {@code invalid-input}. */
    public static Refusal invalid(String field, @Nullable Object value, String expected) {
        return new Refusal(
                ErrorKind.USER,
                "invalid-input",
                field + ": " + Excerpt.of(value) + " (expected: " + expected + ")",
                field,
                expected);
    }

    /** What was named does not exist here; {@code type} is {@code not-found}. */
    public static Refusal notFound(String what, Object id) {
        return new Refusal(ErrorKind.USER, "not-found", what + " " + Excerpt.of(id) + " does not exist", null, null);
    }

    /** The state of things forbids it now. {@code type} is a stable word such as {@code run-in-progress}. */
    public static Refusal conflict(String type, String message) {
        return new Refusal(ErrorKind.USER, type, message, null, null);
    }

    /** Any other refusal. */
    public static Refusal of(ErrorKind kind, String type, String message) {
        return new Refusal(kind, type, message, null, null);
    }

    public ErrorKind kind() {
        return kind;
    }

    /** Stable word for programs: the last part of the problem's {@code type}. */
    public String type() {
        return type;
    }

    public @Nullable String field() {
        return field;
    }

    public @Nullable String expected() {
        return expected;
    }
}
