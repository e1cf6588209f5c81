package io.counterfoil;

import java.time.Duration;

/**
 * How long a test waits for what comes by itself. Nothing is proved by it: machines that test share their processors with others, who
 * take nine tenths of them at times, and a test that is right ends long before.
 */
public final class Patience {
    /** For {@code @Timeout}. */
    public static final int SECONDS = 600;

    public static final Duration LONGEST = Duration.ofSeconds(SECONDS);

    private Patience() {}
}
