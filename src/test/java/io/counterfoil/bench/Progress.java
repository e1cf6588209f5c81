package io.counterfoil.bench;

import java.util.Locale;

/** Says on standard error how far it is: standard output is for results. */
final class Progress {
    private Progress() {}

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency for one method
    static void say(String format, Object... arguments) {
        System.err.println(String.format(Locale.ROOT, format, arguments));
    }
}
