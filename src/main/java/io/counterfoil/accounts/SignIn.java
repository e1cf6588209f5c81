package io.counterfoil.accounts;

import java.time.Duration;

/** What comes of showing a token. */
public sealed interface SignIn {
    /** The token is good. */
    record Good(Access access) implements SignIn {}

    /** The token is unknown, revoked or expired; which, nobody is told. */
    record Bad() implements SignIn {}

    /** Too many bad tokens came from this address: it was not looked at. */
    record Later(Duration retryAfter) implements SignIn {}
}
