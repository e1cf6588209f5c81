package io.counterfoil.wallet;

import io.counterfoil.database.DatabaseConnections;
import io.counterfoil.database.InstallationKey;
import io.counterfoil.kernel.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The built-in wallet, unless {@code counterfoil.wallet.enabled} is false. Its face to the outside are routes only. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "counterfoil.wallet.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WalletSettings.class)
class WalletConfiguration {
    private static final String ROLE = "counterfoil_wallet";
    /** Transactions are short and one organizer's writers take turns, so few connections serve many phones. */
    private static final int CONNECTIONS = 8;
    /** How often overdue transfers are looked for; readers never wait for it. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private static final String SECRETS = "wallet wake-up secrets";

    /** The wallet's own mapper: what goes over its wire does not change with the application's. */
    private final JsonMapper json = JsonMapper.builder().build();

    @Bean
    WalletDatabase walletDatabase(DatabaseConnections connections) {
        return new WalletDatabase(connections.pool(ROLE, CONNECTIONS));
    }

    @Bean
    Secrets walletSecrets(InstallationKey key) {
        return new Secrets(key.derive(SECRETS));
    }

    @Bean
    WalletClients walletClients(WalletDatabase database, Secrets secrets, Ids ids, Clock clock) {
        return new WalletClients(database, secrets, ids, clock);
    }

    @Bean
    WakeUpCalls wakeUpCalls(
            WalletClients clients, Clock clock, WalletSettings settings, ObjectProvider<MeterRegistry> meters) {
        return new WakeUpCalls(
                clients,
                clock,
                json,
                new WakeUpNames(Set.copyOf(settings.wakeUpHosts()), InetAddress::getAllByName),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    Wallet wallet(WalletDatabase database, Clock clock, Ids ids, WakeUpCalls wakeUps) {
        return new Wallet(database, new EntryWriter(json), clock, ids, wakeUps::changed);
    }

    @Bean
    SignIn walletSignIn(Wallet wallet, Secrets secrets, WalletSettings settings) {
        return new SignIn(wallet, secrets, settings.showCodes());
    }

    @Bean
    WalletHousekeeping walletHousekeeping(Wallet wallet, SignIn signIn, WalletSettings settings) {
        WalletHousekeeping housekeeping = new WalletHousekeeping(wallet, signIn, settings.retention());
        housekeeping.start(TICK);
        return housekeeping;
    }

    @Bean
    RouterFunction<ServerResponse> walletOrganizerRoutes(
            Wallet wallet, WalletClients clients, WalletSettings settings) {
        return new OrganizerRoutes(
                        new WalletWire(json),
                        clients,
                        new OrganizerDesk(wallet, settings.transferTimeout()),
                        new DiffFeed(wallet))
                .routes();
    }

    @Bean
    RouterFunction<ServerResponse> walletSpectatorRoutes(Wallet wallet, SignIn signIn, Ids ids) {
        return new SpectatorRoutes(
                        new WalletWire(json), signIn, new SpectatorDesk(wallet, ids), new ProfileDesk(wallet))
                .routes();
    }

    /** The wallet proves its callers itself, by API key or session; the back office's accounts are unknown here. */
    @Bean
    @Order(10)
    SecurityFilterChain walletSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/wallet/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
