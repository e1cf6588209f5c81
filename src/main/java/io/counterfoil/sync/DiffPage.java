package io.counterfoil.sync;

import java.util.List;
import java.util.Optional;

/**
 * A page of the diff whose form is right.
 *
 * @param items in the order of the page
 * @param nextKey 1 to 4096 characters, opaque
 * @param hasMore what the wallet says of further pages, if it says anything
 */
record DiffPage(List<DiffItem> items, String nextKey, Optional<Boolean> hasMore) {
    /** Whether the diff ends here: the wallet says so or, where it says nothing, the page is empty. */
    boolean last() {
        return hasMore.map(more -> !more).orElse(items.isEmpty());
    }
}
