package io.counterfoil.runs;

import io.counterfoil.organizers.InterfaceFunction;
import java.time.Instant;

/** A start that waits its turn. */
record RunRequest(String interfaceCode, InterfaceFunction function, StartedBy startedBy, Instant requestedAt) {}
