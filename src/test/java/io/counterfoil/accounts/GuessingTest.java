package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuessingTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");

    private final Guessing guessing = new Guessing();
    private final byte[] unknown = TokenText.hash("unknown");

    @Test
    void anAddressWaitsAfterTwentyBadTokensUntilTheMinuteIsOver() {
        bad(19, "192.0.2.1");
        assertThat(guessing.waitOf(address("192.0.2.1"), unknown, NOON)).isEmpty();

        bad(1, "192.0.2.1");

        assertThat(guessing.waitOf(address("192.0.2.1"), unknown, NOON.plusSeconds(20)))
                .contains(Duration.ofSeconds(40));
        assertThat(guessing.waitOf(address("192.0.2.1"), unknown, NOON.plusSeconds(60)))
                .isEmpty();
        assertThat(guessing.waitOf(address("192.0.2.2"), unknown, NOON)).isEmpty();
    }

    @Test
    void aNewMinuteStartsANewCount() {
        bad(20, "192.0.2.1");
        guessing.wasBad(address("192.0.2.1"), NOON.plusSeconds(61));

        assertThat(guessing.waitOf(address("192.0.2.1"), unknown, NOON.plusSeconds(61)))
                .isEmpty();
    }

    @Test
    void aTokenThatWasGoodBeforeNeverWaits() {
        byte[] known = TokenText.hash("known");
        guessing.wasGood(known);
        bad(50, "192.0.2.1");

        assertThat(guessing.waitOf(address("192.0.2.1"), known, NOON)).isEmpty();
    }

    @Test
    void addressesOfOneNetworkCountTogether() {
        bad(20, "2001:db8::1");

        assertThat(guessing.waitOf(address("2001:db8::2"), unknown, NOON)).isPresent();
        assertThat(guessing.waitOf(address("2001:db8:0:1::1"), unknown, NOON)).isEmpty();
    }

    private void bad(int times, String address) {
        for (int i = 0; i < times; i++) {
            guessing.wasBad(address(address), NOON);
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
