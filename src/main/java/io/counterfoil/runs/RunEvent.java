package io.counterfoil.runs;

import java.time.Instant;

/**
 * A line of a run's own journal.
 *
 * @param level INFO, WARN or ERROR
 */
public record RunEvent(int number, Instant at, String level, String message) {}
