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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.thymeleaf.ITemplateEngine;
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

    private static final String PHONE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
                    + "base-uri 'none'";

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
    SignIn walletSignIn(
            Wallet wallet,
            Secrets secrets,
            WalletSettings settings,
            ObjectProvider<JavaMailSender> mailServer,
            @Value("${counterfoil.mail-from:}") String from,
            MessageSource texts) {
        return new SignIn(
                wallet, secrets, settings.showCodes(), new CodeMail(mailServer.getIfAvailable(), from, texts));
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

    @Bean
    RouterFunction<ServerResponse> walletPhoneRoutes(Wallet wallet, SignIn signIn, Ids ids, ITemplateEngine engine) {
        PhoneAssets assets = new PhoneAssets();
        PhoneView view = new PhoneView(engine, assets);
        PhoneSession sessions = new PhoneSession(signIn);
        SpectatorDesk desk = new SpectatorDesk(wallet, ids);
        ProfileDesk profiles = new ProfileDesk(wallet);
        PhonePages pages = new PhonePages(desk, profiles, wallet);
        return new PhoneRoutes(
                        sessions,
                        new PhoneSignIn(signIn, sessions, view, wallet),
                        pages,
                        new PhoneActions(desk, pages, view),
                        new PhoneProfile(profiles, view),
                        view,
                        assets)
                .routes();
    }

    /**
     * The phone page proves its callers by its own cookie and its forms by its own mark. Nothing is loaded from elsewhere,
     * nothing inline runs, and no site frames it.
     */
    @Bean
    @Order(9)
    SecurityFilterChain phoneSecurity(HttpSecurity http) throws Exception {
        return open(http, PhoneSession.PATH, PhoneSession.PATH + "/**")
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PHONE_POLICY))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        // an answer says itself how long it may be kept
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
                        .crossOriginOpenerPolicy(Customizer.withDefaults()))
                .build();
    }

    /** The wallet proves its callers itself, by API key or session; the back office's accounts are unknown here. */
    @Bean
    @Order(10)
    SecurityFilterChain walletSecurity(HttpSecurity http) throws Exception {
        return open(http, "/wallet/**").build();
    }

    private static HttpSecurity open(HttpSecurity http, String... paths) throws Exception {
        return http.securityMatcher(paths)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
    }
}
