package io.counterfoil.wallet;

import io.counterfoil.kernel.Refusal;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the built-in wallet, {@code counterfoil.wallet.*}; {@code enabled} beside them says whether there is one.
 *
 * @param showCodes answer sign-in codes to whoever asks for one: for demonstrations only
 * @param transferTimeout of tickets that are injected without one of their own
 * @param retention how long changes are kept for readers that stay away
 * @param wakeUpHosts hosts in this machine or a private network to which wake-up calls may go
 */
@ConfigurationProperties("counterfoil.wallet")
record WalletSettings(
        @DefaultValue("false") boolean showCodes,
        @DefaultValue("PT1H") Duration transferTimeout,
        @DefaultValue("P400D") Duration retention,
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) List<String> wakeUpHosts) {

    WalletSettings {
        between("transfer-timeout", transferTimeout, Duration.ofSeconds(1), Duration.ofDays(365));
        between("retention", retention, Duration.ofDays(1), Duration.ofDays(36_500));
    }

    private static void between(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw Refusal.invalid("counterfoil.wallet." + name, value, least + " to " + most);
        }
    }
}
