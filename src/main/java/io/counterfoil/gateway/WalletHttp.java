package io.counterfoil.gateway;

import io.counterfoil.kernel.AddressPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP to wallets. A call ends within its total time whatever the other side does, takes no more memory than allowed, goes
 * to no address that the policy forbids, follows no redirect, keeps no cookie and is never repeated by itself.
 */
public final class WalletHttp implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final Duration LOOK_UP = Duration.ofMillis(200);
    private static final int CONNECTIONS = 200;
    private static final int CONNECTIONS_PER_WALLET = 50;

    private final CloseableHttpClient client;
    private final InstantSource clock;

    /** @param names {@code InetAddress::getAllByName} outside tests */
    public WalletHttp(AddressPolicy policy, NameResolver names, InstantSource clock) {
        this.clock = clock;
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedDns(policy, names))
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS_PER_WALLET)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setIdleTimeout(Timeout.ofSeconds(30))
                        // so that a wallet that moves to another address is found there
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(CONNECT).build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent("Counterfoil")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** @param suffix what follows the endpoint's URL: {@code /diff?limit=10}, already encoded */
    public Answer get(WalletEndpoint endpoint, String suffix, Limits limits) {
        return get(endpoint, suffix, limits, () -> false);
    }

    /** @param givenUp asked several times a second while the call lasts; once it says true the call ends */
    public Answer get(WalletEndpoint endpoint, String suffix, Limits limits, BooleanSupplier givenUp) {
        return call(new HttpUriRequestBase("GET", URI.create(endpoint.url() + suffix)), endpoint, limits, givenUp);
    }

    /** Sends JSON. The caller knows whether the call may be repeated: the answer may be lost and the work done. */
    public Answer post(WalletEndpoint endpoint, String suffix, byte[] json, Limits limits) {
        HttpUriRequestBase request = new HttpUriRequestBase("POST", URI.create(endpoint.url() + suffix));
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return call(request, endpoint, limits, () -> false);
    }

    private Answer call(HttpUriRequestBase request, WalletEndpoint endpoint, Limits limits, BooleanSupplier givenUp) {
        request.setHeader("Authorization", "Bearer " + endpoint.apiKey());
        request.setHeader("Accept", "application/json");
        request.setHeader("Accept-Encoding", "gzip");
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(limits.total()))
                .setResponseTimeout(timeout(limits.silence()))
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build());
        Exchange exchange = new Exchange(client, request, endpoint, limits, clock);
        FutureTask<Answer> answer = new FutureTask<>(exchange::answer);
        // a thread of its own: neither a name server that hangs nor a peer that drips can hold the caller
        Thread.ofVirtual().name("wallet-call").start(answer);
        return await(answer, exchange, limits.total(), givenUp);
    }

    private static Answer await(FutureTask<Answer> answer, Exchange exchange, Duration total, BooleanSupplier givenUp) {
        long start = System.nanoTime();
        try {
            while (!givenUp.getAsBoolean()) {
                long left = total.toNanos() - (System.nanoTime() - start);
                if (left <= 0) {
                    exchange.cancel();
                    return new Answer.TimedOut("no complete answer within " + total.toMillis() + " ms");
                }
                Optional<Answer> come = within(answer, Math.min(left, LOOK_UP.toNanos()));
                if (come.isPresent()) {
                    return come.get();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        exchange.cancel();
        return new Answer.Unreachable("the call was given up here");
    }

    private static Optional<Answer> within(FutureTask<Answer> answer, long nanos) throws InterruptedException {
        try {
            return Optional.of(answer.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException defect) {
            throw new CompletionException(defect.getCause());
        }
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
