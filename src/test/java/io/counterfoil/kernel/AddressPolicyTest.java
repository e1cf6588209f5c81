package io.counterfoil.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/AddressPolicy.csv", useHeadersInDisplayName = true)
    void examples(String address, String local, @Nullable String networks, String reachable, @Nullable String because) {
        AddressPolicy policy = AddressPolicy.of(local.equals("yes"), networks == null ? "" : networks);

        var why = policy.whyForbidden(InetAddress.ofLiteral(address));

        assertThat(why.isEmpty()).as("reachable, else why: %s", why).isEqualTo(reachable.equals("yes"));
        if (because != null) {
            assertThat(why).get().asString().contains(because);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/8/8", "wallet.example.org", "10.0.0.0/", "10.0.0.0/-1", "fd00::/129"})
    void whatIsNoNetworkIsRefusedWithTheValue(String text) {
        assertThatThrownBy(() -> AddressPolicy.of(true, text))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(text)
                .hasMessageContaining("10.20.0.0/16");
    }

    @Test
    void networksMayBeSeparatedByCommasAndBlanks() {
        assertThat(AddressPolicy.of(true, " 10.0.0.0/8, fd00::/8\n").allowed()).hasSize(2);
    }
}
