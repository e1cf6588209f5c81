package io.counterfoil.backoffice;

import io.counterfoil.kernel.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a function of an interface does, at one glance. */
@Rule(
        "A function is bad while it fails or is late (its last good run began longer ago than three of its schedules, and than"
                + " ten minutes), needs a look while it is paused, is good after a good run, and says nothing before its first.")
enum FunctionHealth {
    FAILING(Tone.BAD),
    LATE(Tone.BAD),
    PAUSED(Tone.WARN),
    WORKING(Tone.GOOD),
    NEVER_RAN(Tone.NONE);

    private static final int SCHEDULES = 3;
    private static final Duration AT_LEAST = Duration.ofMinutes(10);

    private final Tone tone;

    FunctionHealth(Tone tone) {
        this.tone = tone;
    }

    /**
     * @param schedule null: by hand only, never late
     * @param sinceGood how long ago its last good run began; null: there was none
     */
    static FunctionHealth of(
            boolean failing, boolean paused, @Nullable Duration schedule, @Nullable Duration sinceGood) {
        if (failing) {
            return FAILING;
        }
        if (paused) {
            return PAUSED;
        }
        if (sinceGood == null) {
            return NEVER_RAN;
        }
        if (schedule == null) {
            return WORKING;
        }
        Duration late = schedule.multipliedBy(SCHEDULES);
        Duration limit = late.compareTo(AT_LEAST) < 0 ? AT_LEAST : late;
        return sinceGood.compareTo(limit) > 0 ? LATE : WORKING;
    }

    public Tone tone() {
        return tone;
    }
}
