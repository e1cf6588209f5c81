package io.counterfoil.runs;

/** How a run stands. Source: retrieve ticket status, rule 4. */
public enum RunStatus {
    RUNNING,
    /** Ended by itself, nothing quarantined. */
    SUCCEEDED,
    /** Ended by itself, something quarantined. */
    PARTIAL,
    /** Anything else ended it, whatever was applied before. */
    FAILED,
    /** A person asked. */
    STOPPED
}
