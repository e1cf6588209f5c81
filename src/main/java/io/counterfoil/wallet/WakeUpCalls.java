package io.counterfoil.wallet;

import io.counterfoil.kernel.OrganizerCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells clients that something has changed, after the commit, at most once a second each, whatever the number of nodes. A
 * call carries no data and may get lost: readers come by schedule too. So it is tried once, counted, and never in anyone's
 * way. Source: wallet contract, the wake-up call.
 */
final class WakeUpCalls implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Timeout CONNECT = Timeout.ofSeconds(2);
    /** Of silence, and of the whole call: whoever answers byte by byte is not waited for. */
    private static final Timeout ANSWER = Timeout.ofSeconds(5);

    private static final int CONNECTIONS = 50;

    private final WalletClients clients;
    private final Clock clock;
    private final JsonMapper json;
    private final Counter sent;
    private final Counter failed;
    private final Set<OrganizerCode> due = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<OrganizerCode, Long> lastRound = new ConcurrentHashMap<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CloseableHttpClient http;

    /** @param names which hosts may be called, and where they are */
    WakeUpCalls(WalletClients clients, Clock clock, JsonMapper json, WakeUpNames names, MeterRegistry meters) {
        this.clients = clients;
        this.clock = clock;
        this.json = json;
        this.http = client(names);
        this.sent = meters.counter("counterfoil.wallet.wake.ups", "outcome", "sent");
        this.failed = meters.counter("counterfoil.wallet.wake.ups", "outcome", "failed");
    }

    private static CloseableHttpClient client(WakeUpNames names) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setIdleTimeout(Timeout.ofSeconds(30))
                                .build())
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setHandshakeTimeout(CONNECT).build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(CONNECT)
                        .setResponseTimeout(ANSWER)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    /** Something of the organizer has changed and is committed. Returns at once. */
    void changed(OrganizerCode organizer) {
        if (due.add(organizer)) {
            Long last = lastRound.get(organizer);
            long wait = last == null ? 0 : PAUSE.toNanos() - (System.nanoTime() - last);
            schedule(organizer, Math.max(0, wait));
        }
    }

    double sentCalls() {
        return sent.count();
    }

    double failedCalls() {
        return failed.count();
    }

    private void schedule(OrganizerCode organizer, long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, callers).execute(() -> round(organizer));
    }

    private void round(OrganizerCode organizer) {
        lastRound.put(organizer, System.nanoTime());
        // from here on a change asks for another round
        due.remove(organizer);
        try {
            boolean tooSoon = false;
            for (WalletClients.Sleeper sleeper : clients.sleepers(organizer)) {
                Instant now = clock.instant();
                if (clients.claimCall(organizer, sleeper.clientId(), now, PAUSE)) {
                    callers.execute(() -> call(organizer, sleeper, now));
                } else {
                    tooSoon = true;
                }
            }
            if (tooSoon) {
                // another node has called within this second; what changed since is not yet told
                changed(organizer);
            }
        } catch (RuntimeException broken) {
            failed.increment();
        }
    }

    private void call(OrganizerCode organizer, WalletClients.Sleeper sleeper, Instant now) {
        try {
            byte[] body = json.writeValueAsBytes(json.createObjectNode()
                    .put("organizer", organizer.value())
                    .put("at", now.truncatedTo(ChronoUnit.MILLIS).toString()));
            HttpPost request = new HttpPost(sleeper.url());
            request.setHeader("X-Counterfoil-Signature", signature(body, sleeper.secret()));
            request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            CompletableFuture.delayedExecutor(ANSWER.toMilliseconds(), TimeUnit.MILLISECONDS, callers)
                    .execute(request::cancel);
            int status = http.executeOpen(null, request, null).getCode();
            // what else he says is not read: it may have no end
            request.cancel();
            (status / 100 == 2 ? sent : failed).increment();
        } catch (IOException | IllegalArgumentException | CancellationException unreachable) {
            failed.increment();
        }
    }

    /** {@code sha256=} and the HMAC-SHA256 of the body in hex. */
    static String signature(byte[] body, byte[] secret) {
        return "sha256=" + HexFormat.of().formatHex(DiffKey.hmac(body, secret));
    }

    @Override
    public void close() {
        callers.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }
}
