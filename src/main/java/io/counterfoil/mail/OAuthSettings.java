package io.counterfoil.mail;

import org.jspecify.annotations.Nullable;

/**
 * Where the tokens of a mailbox come from; the secrets for it are in {@link ServerSecret}.
 *
 * @param tokenUrl the provider's token endpoint
 * @param scope what the token is asked for; null: what the provider gives by itself
 */
public record OAuthSettings(
        String tokenUrl, String clientId, @Nullable String scope) {}
