package io.counterfoil.organizers;

import java.time.Instant;

/** A function of an interface whose schedule asks for a run. */
public record DueFunction(String interfaceCode, InterfaceFunction function, Instant dueAt) {}
