package io.counterfoil.gateway;

import java.time.Duration;
import java.util.Map;

/** What came of a call to a wallet. No member ever holds the API key; texts are fit for a log line unless they say otherwise. */
public sealed interface Answer {
    /**
     * Status 200, read to its end.
     *
     * @param body decompressed, as it came: hostile
     * @param headers by lower-case name, the last of each: hostile
     */
    record Ok(byte[] body, Map<String, String> headers) implements Answer {}

    /**
     * Any other status that is no redirection.
     *
     * @param retryAfter how long the wallet asks us to wait, zero when it asks for nothing
     * @param excerpt the first 2 KiB of what came, as it came: hostile, and may hold personal data
     */
    record Status(int code, Duration retryAfter, String excerpt) implements Answer {}

    /** A status 3xx; never followed. */
    record Redirected(int code, String location) implements Answer {}

    /**
     * The answer is larger than allowed; reading stopped at once.
     *
     * @param limit decompressed bytes that were allowed
     * @param excerpt the first 2 KiB of what came, as it came: hostile, and may hold personal data
     */
    record TooLarge(int limit, String excerpt) implements Answer {}

    /** No connection, no byte for too long, or no end within the total time. */
    record TimedOut(String reason) implements Answer {}

    /** Name not known, connection refused or cut, TLS not trusted, or what came is not HTTP. */
    record Unreachable(String reason) implements Answer {}

    /** The name or address stands for something that the operator doesn't allow; nothing was sent. */
    record Forbidden(String reason) implements Answer {}
}
