package io.counterfoil.runs;

import org.jspecify.annotations.Nullable;

/** How a function's work ended. */
public sealed interface RunEnd {
    /**
     * It came to an end of its own.
     *
     * @param status SUCCEEDED, PARTIAL or FAILED
     * @param reason in words, for people; no personal data
     * @param report JSON, of a dry run
     */
    record Ended(
            RunStatus status,
            @Nullable String reason,
            @Nullable String report) implements RunEnd {}

    /** It saw {@link RunContext#stopping} and left off between two pages. */
    record LeftOff() implements RunEnd {}

    static RunEnd succeeded(@Nullable String reason) {
        return new Ended(RunStatus.SUCCEEDED, reason, null);
    }

    static RunEnd partial(@Nullable String reason) {
        return new Ended(RunStatus.PARTIAL, reason, null);
    }

    static RunEnd failed(String reason) {
        return new Ended(RunStatus.FAILED, reason, null);
    }

    static RunEnd leftOff() {
        return new LeftOff();
    }
}
