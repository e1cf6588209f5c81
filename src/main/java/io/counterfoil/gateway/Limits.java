package io.counterfoil.gateway;

import java.time.Duration;

/**
 * How much of our time and memory a call may cost.
 *
 * @param silence longest wait for the next byte
 * @param total longest time from the call to the last byte, whatever the other side does
 * @param bytes largest answer, decompressed
 */
public record Limits(Duration silence, Duration total, int bytes) {
    /** What an answer may cost by the wallet contract: 64 MiB, 30 s of silence, 2 minutes in all. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(30), Duration.ofMinutes(2), 64 * 1024 * 1024);
}
