package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Tokens;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;

/** Who may come in at all: callers with a token to the API, everyone to a few addresses, nobody to the rest. */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    private static final int API_FIRST = 10;

    /** Nobody signs in with a password here; without this the framework would make up a user. */
    @Bean
    AuthenticationManager noPasswords() {
        return authentication -> {
            throw new ProviderNotFoundException("tokens only");
        };
    }

    @Bean
    @Order(API_FIRST)
    SecurityFilterChain apiChain(HttpSecurity http, Tokens tokens, Problems problems) {
        BearerTokens bearer = new BearerTokens(tokens, problems);
        return stateless(http.securityMatcher("/api/**"))
                .addFilterBefore(bearer, AuthorizationFilter.class)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint((request, response, e) -> bearer.challenge(response)))
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        // signed by the wallet: the controller checks the signature
                        .requestMatchers(HttpMethod.POST, "/api/v1/organizers/*/interfaces/*/wake")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Metrics are of the whole installation: whoever may read all organizers may read them. */
    @Bean
    @Order(API_FIRST + 1)
    SecurityFilterChain metricsChain(HttpSecurity http, Tokens tokens, Problems problems) {
        BearerTokens bearer = new BearerTokens(tokens, problems);
        return stateless(http.securityMatcher("/actuator/prometheus"))
                .addFilterBefore(bearer, AuthorizationFilter.class)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (request, response, e) -> bearer.challenge(response))
                        .accessDeniedHandler((request, response, e) -> problems.write(
                                response,
                                Problem.of(
                                        HttpStatus.FORBIDDEN,
                                        "forbidden",
                                        "this token may not read metrics (expected: one with the right READ for all"
                                                + " organizers)"))))
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .access((authentication, call) ->
                                new AuthorizationDecision(authentication.get().getPrincipal() instanceof Access access
                                        && access.seesAllOrganizers()
                                        && access.may(Permission.READ))))
                .build();
    }

    /** What no path may look like; also for other chains than these. */
    @Bean
    HttpFirewall firewall() {
        return new ApiFirewall();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain remainingChain(HttpSecurity http, Problems problems) {
        return stateless(http)
                // a closed address looks like one that does not exist
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, e) ->
                        problems.write(response, Problems.standard(HttpStatus.NOT_FOUND, null))))
                .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/actuator/health",
                                "/actuator/health/*",
                                "/v3/api-docs",
                                "/v3/api-docs.yaml")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // no cookies, so nothing that another site could make a browser send
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }
}
