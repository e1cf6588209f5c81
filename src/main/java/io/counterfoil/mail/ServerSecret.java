package io.counterfoil.mail;

import org.jspecify.annotations.Nullable;

/** What only we and a mail server's provider know; null: not of that kind. */
public record ServerSecret(
        @Nullable String password,
        @Nullable String clientSecret,
        @Nullable String refreshToken) {
    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return password == null && clientSecret == null && refreshToken == null;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "ServerSecret";
    }
}
