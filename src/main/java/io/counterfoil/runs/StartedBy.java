package io.counterfoil.runs;

/** Who or what starts a run. */
public enum StartedBy {
    /** A person: refused while another run of the organizer goes on. */
    MANUAL,
    /** The clock: waits its turn. */
    SCHEDULE,
    /** The wallet: waits its turn. */
    WAKE
}
