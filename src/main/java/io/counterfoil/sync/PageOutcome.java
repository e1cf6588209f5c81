package io.counterfoil.sync;

import java.util.List;

/** How the transaction of a page ended. */
sealed interface PageOutcome {
    /**
     * Everything that the page said is stored, together with its key.
     *
     * @param notes for the run's journal: warnings, quarantined entries, tickets folded again
     */
    record Applied(PageCounts counts, List<String> notes) implements PageOutcome {}

    /** Nothing of the page is stored and the key is where it was. */
    record Refused(String reason) implements PageOutcome {}
}
