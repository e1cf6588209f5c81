package io.counterfoil.push;

import org.jspecify.annotations.Nullable;

/** What a wallet answered for one ticket. */
sealed interface PushResult {
    /** Done. */
    record Accepted(@Nullable Long sequence) implements PushResult {}

    /** It was so already. */
    record Unchanged(@Nullable Long sequence) implements PushResult {}

    /** @param reason the wallet's words, one bounded line: hostile, and may hold personal data */
    record Rejected(String reason) implements PushResult {}

    /** No usable answer: it may be done or not, and is asked again. */
    record Unknown(String reason) implements PushResult {}
}
