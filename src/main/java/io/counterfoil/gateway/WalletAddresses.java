package io.counterfoil.gateway;

import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells a person who enters a wallet's URL at once that it may not be called. Each call is checked again when it is made: this
 * is a help for people, and not what keeps calls from going where they may not.
 */
public final class WalletAddresses {
    private final AddressPolicy policy;
    private final NameResolver names;
    private final Duration longest;

    /** @param longest how long a name server may take before its name counts as unknown */
    WalletAddresses(AddressPolicy policy, NameResolver names, Duration longest) {
        this.policy = policy;
        this.names = names;
        this.longest = longest;
    }

    /**
     * Refuses a URL whose host has a forbidden address now. A text that is no URL is somebody else's to refuse.
     *
     * @return what is worth telling about an allowed one: its name means no address just now
     */
    public Optional<String> check(String url) {
        Optional<String> host = host(url);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        try {
            for (InetAddress address : resolve(host.get())) {
                policy.whyForbidden(address).ifPresent(why -> {
                    throw Refusal.invalid("url", host.get(), expected(address, why));
                });
            }
            return Optional.empty();
        } catch (UnknownHostException unknown) {
            return Optional.of(
                    "the name " + Excerpt.of(host.get()) + " means no address just now; runs fail until it does");
        }
    }

    private static String expected(InetAddress address, String why) {
        String setting = address.isLoopbackAddress()
                ? "the operator can set COUNTERFOIL_ALLOW_LOCAL_WALLETS=true"
                : "the operator can list it in COUNTERFOIL_WALLET_NETWORKS";
        String help = why.contains("no setting") ? "" : "; " + setting;
        return "a host that may be called; this one is " + address.getHostAddress() + ": " + why + help;
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(new URI(url.strip()).getHost())
                    .map(host -> host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        FutureTask<InetAddress[]> answer = new FutureTask<>(() -> names.resolve(host));
        Thread.ofVirtual().name("wallet-name").start(answer);
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException noAnswer) {
            throw new UnknownHostException(host);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }
}
