package io.counterfoil.sync;

import java.util.List;

/** What becomes of one member of a page. */
sealed interface Verdict {
    /** The reason whose detail shows an address. */
    String UNUSABLE_ADDRESS = "UNUSABLE_ADDRESS";

    /** It was new and is applied. */
    record Applied(List<String> warnings) implements Verdict {}

    /** It is known already. */
    record Unchanged() implements Verdict {}

    /** Its ticket is on the skip list. */
    record Skipped() implements Verdict {}

    /**
     * It cannot be applied.
     *
     * @param reason code: {@code UNKNOWN_TICKET}, {@code MALFORMED_ENTRY}, {@link #UNUSABLE_ADDRESS}
     * @param detail what is wrong, with value and expectation
     */
    record Refused(String reason, String detail) implements Verdict {}
}
