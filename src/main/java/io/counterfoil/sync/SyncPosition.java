package io.counterfoil.sync;

import org.jspecify.annotations.Nullable;

/**
 * Where an interface stands in its wallet's diff.
 *
 * @param epoch grows when the key is reset for a new wallet: sequences are compared within one epoch only
 * @param paginationKey null: from the beginning
 */
public record SyncPosition(int epoch, @Nullable String paginationKey) {
    static final SyncPosition BEGINNING = new SyncPosition(0, null);
}
