package io.counterfoil.contacts;

import org.jspecify.annotations.Nullable;

/** What somebody said when he was asked for a consent. */
public enum Consent {
    GIVEN,
    REFUSED,
    /** Nothing, which counts as not given. */
    UNSAID;

    static Consent of(@Nullable Boolean said) {
        return said == null ? UNSAID : said ? GIVEN : REFUSED;
    }

    boolean isGiven() {
        return this == GIVEN;
    }

    boolean isSaid() {
        return this != UNSAID;
    }
}
