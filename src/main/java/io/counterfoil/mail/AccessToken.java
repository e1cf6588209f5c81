package io.counterfoil.mail;

import org.jspecify.annotations.Nullable;

/** What a provider said when it was asked for an access token. */
public sealed interface AccessToken {
    /**
     * It gave one.
     *
     * @param newRefreshToken the provider wants to be shown this one the next time; null: as before
     */
    record Given(String token, @Nullable String newRefreshToken) implements AccessToken {
        /** Never the secret. */
        @Override
        public String toString() {
            return "AccessToken";
        }
    }

    /** It said no; only a person can mend that. */
    record Refused(String why) implements AccessToken {}

    /** It said nothing of use; later it may. */
    record Unreachable(String why) implements AccessToken {}
}
