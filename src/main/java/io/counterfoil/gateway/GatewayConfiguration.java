package io.counterfoil.gateway;

import io.counterfoil.kernel.AddressPolicy;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module: {@link WalletHttp} and {@link WalletAddresses}. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayConfiguration.class);

    /**
     * @param local COUNTERFOIL_ALLOW_LOCAL_WALLETS: wallets on this machine may be reached
     * @param networks COUNTERFOIL_WALLET_NETWORKS: networks beyond the public ones, such as {@code 10.20.0.0/16}
     */
    @Bean
    AddressPolicy addressPolicy(
            @Value("${counterfoil.allow-local-wallets:true}") boolean local,
            @Value("${counterfoil.wallet-networks:}") String networks) {
        if (local) {
            LOG.warn(
                    "Wallets on this machine may be reached; set COUNTERFOIL_ALLOW_LOCAL_WALLETS=false where organizers"
                            + " may enter wallet URLs that the operator does not know.");
        }
        return AddressPolicy.of(local, networks);
    }

    @Bean
    WalletAddresses walletAddresses(AddressPolicy policy) {
        return new WalletAddresses(policy, InetAddress::getAllByName, Duration.ofSeconds(1));
    }

    @Bean
    WalletHttp walletHttp(AddressPolicy policy, Clock clock) {
        return new WalletHttp(policy, InetAddress::getAllByName, clock);
    }
}
