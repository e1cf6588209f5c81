package io.counterfoil.tickets;

import io.counterfoil.kernel.TicketId;

/** A line of a distribution history, and whose history it is. */
public record TicketLine(TicketId ticket, Distribution line) {}
