package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;

/** A case that belongs to another. */
public record CaseLink(CaseNumber other, Kind kind) {
    /** How it belongs to it. */
    public enum Kind {
        RELATED,
        /** The other is the closed one that this goes on with. */
        FOLLOWS,
        /** The other goes on with this one. */
        FOLLOWED_BY,
        /** This was taken out of the other. */
        SPLIT_FROM,
        /** The other was taken out of this one. */
        SPLIT_INTO
    }
}
