package io.counterfoil.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WakeUpNamesTest {
    private static final Set<String> LISTED = Set.of("localhost", "127.0.0.1", "[::1]", "back.office.internal");

    private final Deque<String[]> answers = new ArrayDeque<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.7",
                "169.254.169.254",
                "::1",
                "fd00::7",
                "100.64.0.1",
                "198.18.0.1",
                "0.0.0.0"
            })
    void aHostOfAClientMayNotLeadInside(String address) {
        assertThatThrownBy(() -> resolve("wallet.example.org", address)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void aNameWithOneForbiddenAddressIsForbiddenAsAWhole() {
        assertThatThrownBy(() -> resolve("wallet.example.org", "93.184.215.14", "127.0.0.1"))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void publicHostsAndTheOnesThatTheOperatorListsMayBeCalled() throws Exception {
        assertThat(resolve("wallet.example.org", "93.184.215.14")).containsExactly("93.184.215.14");
        assertThat(resolve("localhost", "127.0.0.1")).containsExactly("127.0.0.1");
        assertThat(resolve("::1", "::1")).containsExactly("0:0:0:0:0:0:0:1");
        assertThat(resolve("back.office.internal", "10.0.0.7")).containsExactly("10.0.0.7");
        assertThatThrownBy(() -> resolve("back.office.internal", "224.0.0.1"))
                .as("no setting allows multicast")
                .isInstanceOf(UnknownHostException.class);
    }

    /** Whoever answers the second question differently is asked only once: the connection goes to what was checked. */
    @Test
    void aNameIsLookedUpOnce() throws Exception {
        answers.add(new String[] {"93.184.215.14"});
        answers.add(new String[] {"127.0.0.1"});

        assertThat(names().resolve("turncoat.example.org")).hasSize(1);
        assertThat(answers).hasSize(1);
    }

    private List<String> resolve(String host, String... addresses) throws UnknownHostException {
        answers.add(addresses);
        return Arrays.stream(names().resolve(host))
                .map(InetAddress::getHostAddress)
                .toList();
    }

    private WakeUpNames names() {
        return new WakeUpNames(
                LISTED,
                host -> Arrays.stream(answers.remove())
                        .map(InetAddress::ofLiteral)
                        .toArray(InetAddress[]::new));
    }
}
