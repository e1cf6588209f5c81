package io.counterfoil.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a function did last. Dry runs are left out: they change nothing.
 *
 * @param run its last run, which may still go on
 * @param goodAt when its last good run began; null: there is none
 */
public record LatestRun(Run run, @Nullable Instant goodAt) {}
