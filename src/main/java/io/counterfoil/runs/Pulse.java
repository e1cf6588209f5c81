package io.counterfoil.runs;

/** What a sign of life brings back. */
enum Pulse {
    HELD,
    /** A person asked the run to stop. */
    STOP_REQUESTED,
    /** Another node has taken the run over. */
    LOST
}
