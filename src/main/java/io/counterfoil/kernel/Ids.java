package io.counterfoil.kernel;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;

/** New ids: UUID version 7, so that they grow with time and land side by side in an index. */
public final class Ids {
    private final TimeBasedEpochGenerator generator;

    /** @param random give a {@link java.security.SecureRandom} outside tests */
    public Ids(Clock clock, Random random) {
        this.generator = new TimeBasedEpochGenerator(random, new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    public UUID next() {
        return generator.generate();
    }
}
