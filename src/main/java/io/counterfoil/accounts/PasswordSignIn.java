package io.counterfoil.accounts;

import java.time.Duration;

/** What comes of typing a login and a password, or a code. */
public sealed interface PasswordSignIn {
    /** He is who he says. */
    record In(SignedIn user, SessionMark mark) implements PasswordSignIn {}

    /** The password is right; a code of his second factor is asked for next. */
    record CodeNeeded(SessionMark mark) implements PasswordSignIn {}

    /** Something is wrong; what, nobody is told: login and password, account disabled, code. */
    record Wrong() implements PasswordSignIn {}

    /** Too many wrong ones: it was not looked at. Said of accounts that don't exist as well. */
    record Later(Duration retryAfter) implements PasswordSignIn {}
}
