package io.counterfoil.wallet;

/** What an organizer's diff tells of a ticket that changed several times since the key. */
public enum FeedMode {
    /** Each change, in order. */
    EVERY_CHANGE,
    /** Only the last one. */
    LAST_STATE
}
