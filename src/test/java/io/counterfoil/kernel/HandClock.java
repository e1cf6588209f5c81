package io.counterfoil.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
public final class HandClock extends Clock {
    private final AtomicReference<Instant> now;

    /** Begins in the noon of a June day. */
    public HandClock() {
        this(Instant.parse("2026-06-14T12:00:00Z"));
    }

    public HandClock(Instant begin) {
        this.now = new AtomicReference<>(begin);
    }

    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    public void set(Instant time) {
        now.set(time);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
