package io.counterfoil.mail;

import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Excerpt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens of mail providers (OAuth 2, RFC 6749), for XOAUTH2. Fetched when one is needed, by a refresh token where there
 * is one, else by the client's own credentials; kept in memory until shortly before they end.
 */
public final class AccessTokens implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER = 64 * 1024;
    /** Where the provider does not say how long a token holds. */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);
    /** A token is not used in its last minutes, in which our clock and the provider's may disagree. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final AddressPolicy policy;
    private final Clock clock;
    private final Map<String, Owner> owners = new ConcurrentHashMap<>();

    /** @param policy which addresses a provider may have */
    AccessTokens(AddressPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** Whose token it is. One thread at a time fetches it; the others wait for that. */
    private static final class Owner {
        private @Nullable OAuthSettings settings;
        private @Nullable String token;
        private Instant until = Instant.EPOCH;
    }

    /**
     * A token that holds for some minutes at least.
     *
     * @param owner of the token, such as {@code opera/mailbox/help/imap}
     */
    public AccessToken token(String owner, OAuthSettings settings, ServerSecret secret) {
        Owner mine = owners.computeIfAbsent(owner, missing -> new Owner());
        synchronized (mine) {
            String kept = mine.token;
            if (kept != null
                    && settings.equals(mine.settings)
                    && clock.instant().isBefore(mine.until)) {
                return new AccessToken.Given(kept, null);
            }
            mine.token = null;
            mine.settings = settings;
            return fetch(mine, settings, secret);
        }
    }

    /** The mail server did not take the token: it is not offered again. */
    public void refused(String owner, String token) {
        Owner mine = owners.computeIfAbsent(owner, missing -> new Owner());
        synchronized (mine) {
            if (token.equals(mine.token)) {
                mine.token = null;
            }
        }
    }

    private AccessToken fetch(Owner mine, OAuthSettings settings, ServerSecret secret) {
        try {
            URI url = URI.create(settings.tokenUrl());
            for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                String why = policy.whyForbidden(address).orElse("");
                if (!why.isEmpty()) {
                    return new AccessToken.Refused(url.getHost() + " is " + address.getHostAddress() + ": " + why);
                }
            }
            HttpResponse<byte[]> answer = call(url, form(settings, secret));
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                return refusal(answer.statusCode(), json);
            }
            String token = json.path("access_token").asString("");
            if (token.isEmpty()) {
                return new AccessToken.Unreachable("the answer of " + url.getHost() + " has no access_token");
            }
            mine.token = token;
            mine.until = until(json.path("expires_in").asLong(USUAL_LIFE.toSeconds()));
            String rotated = json.path("refresh_token").asString("");
            boolean isNew =
                    !rotated.isEmpty() && secret.refreshToken() != null && !rotated.equals(secret.refreshToken());
            return new AccessToken.Given(token, isNew ? rotated : null);
        } catch (IOException | JacksonException | TimeoutException | IllegalArgumentException failure) {
            return new AccessToken.Unreachable("no token from " + Excerpt.of(settings.tokenUrl()) + ": "
                    + Excerpt.of(
                            failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage()));
        }
    }

    private Instant until(long seconds) {
        Duration life =
                Duration.ofSeconds(Math.clamp(seconds, 1, Duration.ofDays(1).toSeconds()));
        Duration used = life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2);
        return clock.instant().plus(used);
    }

    /** A server's own trouble passes; what it says of us does not. */
    private static AccessToken refusal(int status, JsonNode json) {
        String words = status + " "
                + Excerpt.of(json.path("error").asString("") + " "
                        + json.path("error_description").asString(""));
        return status == 429 || status >= 500 ? new AccessToken.Unreachable(words) : new AccessToken.Refused(words);
    }

    private HttpResponse<byte[]> call(URI url, String form) throws IOException, TimeoutException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(TOTAL)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return answer.get(TOTAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof IOException io ? io : new IOException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            answer.cancel(true);
        }
    }

    private static String form(OAuthSettings settings, ServerSecret secret) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client_id", settings.clientId());
        if (secret.clientSecret() != null) {
            fields.put("client_secret", secret.clientSecret());
        }
        if (secret.refreshToken() == null) {
            fields.put("grant_type", "client_credentials");
        } else {
            fields.put("grant_type", "refresh_token");
            fields.put("refresh_token", secret.refreshToken());
        }
        if (settings.scope() != null) {
            fields.put("scope", settings.scope());
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
