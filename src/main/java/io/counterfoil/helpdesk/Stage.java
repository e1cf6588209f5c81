package io.counterfoil.helpdesk;

import java.util.function.Function;

/**
 * One step of taking a mail.
 *
 * @param name for people who look at a mail that broke it
 */
record Stage(String name, Function<Facts, Next> step) {
    /** What a stage says. */
    sealed interface Next {}

    /** Ask the next one, which knows more. */
    record Continue(Facts facts) implements Next {}

    /** It is decided. */
    record Stop(Facts facts, Plan plan) implements Next {}
}
