package io.counterfoil.wallet;

import io.counterfoil.kernel.OrganizerCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells clients that something has changed, after the commit, at most once a second each, whatever the number of nodes. A
 * call carries no data and may get lost: readers come by schedule too. So it is tried once, counted, and never in anyone's
 * way. Source: wallet contract, the wake-up call.
 */
final class WakeUpCalls implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final WalletClients clients;
    private final Clock clock;
    private final JsonMapper json;
    private final Set<String> privateHosts;
    private final Counter sent;
    private final Counter failed;
    private final Set<OrganizerCode> due = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<OrganizerCode, Long> lastRound = new ConcurrentHashMap<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(callers)
            .build();

    /** @param privateHosts hosts that may be called although their addresses are not public */
    WakeUpCalls(WalletClients clients, Clock clock, JsonMapper json, Set<String> privateHosts, MeterRegistry meters) {
        this.clients = clients;
        this.clock = clock;
        this.json = json;
        this.privateHosts = Set.copyOf(privateHosts);
        this.sent = meters.counter("counterfoil.wallet.wake.ups", "outcome", "sent");
        this.failed = meters.counter("counterfoil.wallet.wake.ups", "outcome", "failed");
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
            if (!mayBeCalled(sleeper.url())) {
                failed.increment();
                return;
            }
            HttpRequest request = HttpRequest.newBuilder(sleeper.url())
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .header("X-Counterfoil-Signature", signature(body, sleeper.secret()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            (status / 100 == 2 ? sent : failed).increment();
        } catch (IOException | IllegalArgumentException unreachable) {
            failed.increment();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code sha256=} and the HMAC-SHA256 of the body in hex. */
    static String signature(byte[] body, byte[] secret) {
        return "sha256=" + HexFormat.of().formatHex(DiffKey.hmac(body, secret));
    }

    /** A client names where he is called, so he could make the wallet knock on doors inside its own network. */
    private boolean mayBeCalled(URI url) throws IOException {
        if (privateHosts.contains(url.getHost())) {
            return true;
        }
        for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
            if (!isPublic(address)) {
                return false;
            }
        }
        return true;
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return !(uniqueLocal
                || shared
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress());
    }

    @Override
    public void close() {
        http.shutdownNow();
        callers.shutdownNow();
    }
}
