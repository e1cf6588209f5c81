package io.counterfoil.commands;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.springframework.context.support.GenericApplicationContext;

/** The machine's clock, but for work that is done as if it were then: the demonstration's week before its first start. */
final class DemoClock extends Clock {
    private static final ScopedValue<Instant> THEN = ScopedValue.newInstance();

    private final ZoneId zone;

    private DemoClock(ZoneId zone) {
        this.zone = zone;
    }

    /** Everybody gets this clock. */
    static void install(GenericApplicationContext context) {
        context.registerBean(
                "demoClock", Clock.class, () -> new DemoClock(ZoneOffset.UTC), bean -> bean.setPrimary(true));
    }

    /** Does work on this thread as if it were then. */
    static <T> T at(Instant then, Supplier<T> work) {
        return ScopedValue.where(THEN, then).call(work::get);
    }

    @Override
    public Instant instant() {
        return THEN.isBound() ? THEN.get() : Instant.now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new DemoClock(other);
    }
}
