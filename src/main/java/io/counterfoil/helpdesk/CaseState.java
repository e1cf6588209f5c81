package io.counterfoil.helpdesk;

/** Where a case stands. */
public enum CaseState {
    NEW,
    OPEN,
    /** For an answer from outside. */
    WAITING,
    /** An answer opens it again; after some days it closes. */
    SOLVED,
    /** For good: an answer goes into a case that goes on with it. */
    CLOSED
}
