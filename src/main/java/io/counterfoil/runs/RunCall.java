package io.counterfoil.runs;

import java.time.Instant;

/**
 * A raw call that was kept, personal data masked.
 *
 * @param request method and address
 * @param status of HTTP, 0 when there was none
 */
public record RunCall(int number, Instant at, String request, int status, byte[] body) {}
