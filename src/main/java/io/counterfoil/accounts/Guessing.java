package io.counterfoil.accounts;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who tries tokens: after 20 bad ones within a minute from one address (of IPv6: one /64 network), that address
 * waits until the minute is over, except with tokens that were good here before. Safe for use by several threads;
 * remembers a bounded number of addresses and tokens.
 */
final class Guessing {
    private static final int MOST_BAD = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private final Map<String, Window> bad = bounded();
    private final Map<String, Boolean> goodBefore = bounded();

    private record Window(Instant since, int count) {}

    /** How long this address has to wait before a token of its is looked at; nothing when it has not. */
    synchronized Optional<Duration> waitOf(InetAddress address, byte[] tokenHash, Instant now) {
        Window window = bad.get(network(address));
        if (window == null
                || window.count() < MOST_BAD
                || goodBefore.containsKey(HexFormat.of().formatHex(tokenHash))) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, window.since().plus(WINDOW));
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    synchronized void wasGood(byte[] tokenHash) {
        goodBefore.put(HexFormat.of().formatHex(tokenHash), true);
    }

    synchronized void wasBad(InetAddress address, Instant now) {
        bad.merge(
                network(address),
                new Window(now, 1),
                (former, first) -> now.isBefore(former.since().plus(WINDOW))
                        ? new Window(former.since(), former.count() + 1)
                        : first);
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes.length == IPV6_BYTES ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }

    /** Forgets what was not asked for the longest. */
    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };
    }
}
