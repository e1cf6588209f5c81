package io.counterfoil.imports;

/**
 * A line that was not imported.
 *
 * @param line its number, from 1, blank lines counted
 * @param reason what is wrong, with value and expectation
 */
public record RejectedLine(long line, String reason) {}
