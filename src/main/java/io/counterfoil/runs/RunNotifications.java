package io.counterfoil.runs;

/** Tells a person that a function fails, and that it works again: once each, not once a run. */
public interface RunNotifications {
    /** The first run that failed after a good one. */
    void startsToFail(Run run);

    /** The first good run after one that failed. */
    void worksAgain(Run run);
}
