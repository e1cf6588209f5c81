package io.counterfoil.wallet;

import java.time.Instant;

/** One change of a ticket, as the diff tells it: {@code entry} is its JSON, frozen. */
record Change(long sequence, String ticketId, Instant at, String entry) {}
