package io.counterfoil.commands;

import io.counterfoil.kernel.Excerpt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One setting: an environment variable.
 *
 * @param usual what holds when it is not set, in words
 * @param expected what its value must be, in words that follow "expected:"
 * @param secret its value never shows in a message
 * @param valid whether a value will do
 * @param wrong a value that will not, for the test of the check
 * @param purpose what it is for
 */
record Setting(
        String name,
        String usual,
        String expected,
        boolean secret,
        Predicate<String> valid,
        String wrong,
        String purpose) {

    /** What is wrong with the value, nothing when it will do. */
    @Nullable
    String problem(String value) {
        if (valid.test(value)) {
            return null;
        }
        String shown = secret ? value.length() + " characters" : Excerpt.of(value);
        return name + ": " + shown + " (expected: " + expected + ")";
    }
}
