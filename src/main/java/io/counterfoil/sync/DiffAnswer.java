package io.counterfoil.sync;

/** What came of asking for a page, retries included. Reasons are for people and hold no personal data and no key. */
sealed interface DiffAnswer {
    /** @param bytes size of the answer, decompressed */
    record Page(DiffPage page, int bytes) implements DiffAnswer {}

    /** 401, 403: the run ends FAILED, the schedule pauses until the interface is saved again. */
    record Refused(String reason) implements DiffAnswer {}

    /** 410: the key is too old; the run ends FAILED, the schedule pauses. */
    record KeyTooOld(String reason) implements DiffAnswer {}

    /** No answer after all retries, or one that says later: the run ends FAILED, the next schedule tries again. */
    record Later(String reason) implements DiffAnswer {}

    /**
     * An answer that is no page, or a status that trying again does not mend: the run ends FAILED, the key unmoved.
     *
     * @param excerpt the first 2 KiB of what came, personal data masked
     */
    record NotUsable(String reason, String excerpt) implements DiffAnswer {}

    /** 3xx, never followed: the run ends FAILED. */
    record Redirected(String reason) implements DiffAnswer {}

    /** The operator doesn't allow the wallet's address: the run ends FAILED. */
    record NotAllowed(String reason) implements DiffAnswer {}

    /** The run was asked to stop meanwhile. */
    record Stopped() implements DiffAnswer {}
}
