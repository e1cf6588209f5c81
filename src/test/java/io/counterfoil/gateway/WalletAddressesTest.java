package io.counterfoil.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Refusal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WalletAddressesTest {
    private final CountDownLatch never = new CountDownLatch(1);
    private final WalletAddresses addresses =
            new WalletAddresses(AddressPolicy.of(false, "10.20.0.0/16"), this::resolve, Duration.ofMillis(50));

    private InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "good.example" -> addresses("192.0.1.7", "10.20.0.1");
            case "half.example" -> addresses("192.0.1.7", "10.30.0.1");
            case "slow.example" -> {
                try {
                    never.await();
                } catch (InterruptedException given) {
                    Thread.currentThread().interrupt();
                }
                throw new UnknownHostException(host);
            }
            case "unknown.example" -> throw new UnknownHostException(host);
            default -> InetAddress.getAllByName(host);
        };
    }

    @Test
    void aForbiddenAddressIsRefusedWithTheSettingThatWouldAllowIt() {
        assertThat(addresses.check("https://good.example/organizer/tickets")).isEmpty();
        assertRefused("https://half.example/organizer/tickets", "10.30.0.1: private", "COUNTERFOIL_WALLET_NETWORKS");
        assertRefused("http://127.0.0.1:80/organizer/tickets", "loopback", "COUNTERFOIL_ALLOW_LOCAL_WALLETS=true");
        assertRefused("http://[::1]/organizer/tickets", "loopback", "COUNTERFOIL_ALLOW_LOCAL_WALLETS=true");
    }

    @Test
    void aNameThatMeansNothingJustNowIsAllowedWithAWarning() {
        assertThat(addresses.check("https://unknown.example/organizer/tickets"))
                .hasValueSatisfying(warning -> assertThat(warning).contains("unknown.example"));
        assertThat(addresses.check("https://slow.example/organizer/tickets")).isPresent();
    }

    @Test
    void whatIsNoUrlIsSomebodyElsesToRefuse() {
        assertThat(addresses.check("no url")).isEmpty();
        assertThat(addresses.check("mailto:a@b")).isEmpty();
    }

    private void assertRefused(String url, String... words) {
        assertThatThrownBy(() -> addresses.check(url))
                .isInstanceOf(Refusal.class)
                .message()
                .contains(words);
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        InetAddress[] all = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            all[i] = InetAddress.ofLiteral(literals[i]);
        }
        return all;
    }
}
