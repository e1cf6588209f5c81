package io.counterfoil.tickets;

import io.counterfoil.tickets.LogItem.WalletEntry;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket's log ends: enough to tell whether a further entry is newer than everything known, without reading the log.
 *
 * @param stream the one stream of all entries; null: no entry yet; {@code *}: several, or entries that stand by arrival
 * @param place the last sequence of the stream, or its last time in microseconds
 */
record LogEnd(@Nullable String stream, long place) {
    static final LogEnd EMPTY = new LogEnd(null, 0);
    private static final String SEVERAL = "*";

    /** Whether the entry surely stands behind everything known, and so cannot be a repeat. */
    boolean isBefore(WalletEntry entry) {
        var key = LogOrder.streamOf(entry);
        if (stream == null) {
            return true;
        }
        return key != null && key.toString().equals(stream) && LogOrder.placeInStream(entry) > place;
    }

    LogEnd after(LogItem item) {
        var key = LogOrder.streamOf(item);
        if (key == null) {
            // imports and unanswered changes stand by arrival and hide no entry
            return item instanceof WalletEntry ? new LogEnd(SEVERAL, 0) : this;
        }
        long at = LogOrder.placeInStream(item);
        if (stream == null) {
            return new LogEnd(key.toString(), at);
        }
        return key.toString().equals(stream) ? new LogEnd(stream, Math.max(place, at)) : new LogEnd(SEVERAL, 0);
    }
}
