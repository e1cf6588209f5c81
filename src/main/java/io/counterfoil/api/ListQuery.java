package io.counterfoil.api;

import io.counterfoil.kernel.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How much of a list is asked for, and after which entry.
 *
 * @param after what {@code next} of the former page said; null or empty: from the first
 */
record ListQuery(@Nullable Integer limit, @Nullable String after) {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    /** Entries on the page, 1 to 1000. */
    int most() {
        if (limit == null) {
            return USUAL;
        }
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("limit", limit, "1 to 1000");
        }
        return limit;
    }

    String afterText() {
        return after == null ? "" : after;
    }

    @Nullable
    UUID afterId() {
        if (afterText().isEmpty()) {
            return null;
        }
        try {
            return UUID.fromString(afterText());
        } catch (IllegalArgumentException noId) {
            throw Refusal.invalid("after", after, "what next of the former page said");
        }
    }

    /** A number that a list grows by, 0 for the first page. */
    long afterNumber() {
        if (afterText().isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(afterText());
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("after", after, "what next of the former page said");
        }
    }
}
