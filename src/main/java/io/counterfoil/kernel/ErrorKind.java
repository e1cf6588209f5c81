package io.counterfoil.kernel;

/** Who can mend an error. Decides the HTTP status, whether to try again, and the tone of the message. */
public enum ErrorKind {
    /** What was sent is wrong: the caller mends it. */
    USER,
    /** A setting is wrong: the operator mends it. */
    CONFIG,
    /** The other side of a wire failed: trying again may help. */
    UPSTREAM,
    /** Our own defect: a person should look. */
    INTERNAL
}
