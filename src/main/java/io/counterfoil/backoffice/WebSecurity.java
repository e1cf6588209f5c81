package io.counterfoil.backoffice;

import io.counterfoil.accounts.SignIns;
import io.counterfoil.accounts.SingleSignOn;
import io.counterfoil.organizers.Organizers;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Who may come to the screens at all: whoever is signed in, everyone to a few pages that lead there. What each may do is for
 * {@link PageAccess}. Nothing is loaded from elsewhere, nothing inline runs, and no other site frames a page.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {
    /** Where the screens are. */
    static final String[] PAGES = {
        "/",
        "/o/**",
        "/sign-in/**",
        "/logout",
        "/start",
        "/invitation/**",
        "/reset/**",
        "/account/**",
        "/users/**",
        "/tokens/**",
        "/journal/**",
        "/installation/**",
        "/assets/**",
        "/webjars/**",
        "/favicon.ico"
    };

    /** Those that need no sign-in. */
    private static final String[] OPEN = {
        "/sign-in/**", "/logout", "/start", "/invitation/**", "/reset/**", "/assets/**", "/webjars/**", "/favicon.ico"
    };

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            // icons within style sheets are data: addresses
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            // a mail's own look, which has a policy of its own
            "frame-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'");
    /** What a mail looks like, shown within a page. */
    private static final String MAIL_VIEW = "/o/*/mails/*/view";

    private static final String PERMISSIONS_POLICY =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
    // after the API's chain, before the one that closes what is left
    private static final int AFTER_API = 20;

    @Bean
    WebSessions webSessions(SignIns signIns) {
        return new WebSessions(signIns);
    }

    @Bean
    SessionList sessionList(FindByIndexNameSessionRepository<? extends Session> repository, SignIns signIns) {
        return new SessionList(repository, signIns);
    }

    @Bean
    Issuer issuer(Environment environment, SingleSignOn singleSignOn, WebSessions sessions) {
        Issuer.Settings settings = new Issuer.Settings(
                environment.getProperty("counterfoil.oidc-issuer", ""),
                environment.getProperty("counterfoil.oidc-client-id", ""),
                environment.getProperty("counterfoil.oidc-client-secret", ""),
                environment.getProperty("counterfoil.oidc-name", ""),
                environment.getProperty("counterfoil.public-url", ""));
        return new Issuer(settings, singleSignOn, sessions);
    }

    @Bean
    @Order(AFTER_API)
    SecurityFilterChain pagesChain(HttpSecurity http, WebSessions sessions, Issuer issuer) {
        if (issuer.isSet()) {
            issuer.addTo(http);
        }
        return http.securityMatcher(PAGES)
                .securityContext(context -> context.securityContextRepository(sessions))
                .csrf(Customizer.withDefaults())
                .headers(WebSecurity::headers)
                .requestCache(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(WebSecurity::askToSignIn)
                        .accessDeniedHandler((request, response, denied) -> {
                            if (denied instanceof CsrfException
                                    && PageAccess.current().isEmpty()) {
                                // the session of the form is over: the form once more
                                askToSignIn(request, response, null);
                            } else if (denied instanceof CsrfException && isWithinPage(request)) {
                                // the page comes anew, with a form that can be sent
                                response.setHeader("HX-Refresh", "true");
                                response.setStatus(HttpStatus.NO_CONTENT.value());
                            } else {
                                request.setAttribute(ErrorPages.FORM_OVER, denied instanceof CsrfException);
                                response.sendError(HttpStatus.FORBIDDEN.value());
                            }
                        }))
                .authorizeHttpRequests(
                        calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(OPEN)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                // a mail's look says itself who may frame it
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(MAIL_VIEW)),
                        new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY)))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY))
                .crossOriginOpenerPolicy(Customizer.withDefaults());
    }

    /** To the sign-in, and from there back to where he was going. */
    private static void askToSignIn(
            HttpServletRequest request, HttpServletResponse response, @Nullable AuthenticationException unauthenticated)
            throws IOException {
        boolean withinPage = isWithinPage(request);
        String wanted = withinPage ? path(request.getHeader("HX-Current-URL")) : address(request);
        String signIn = UriComponentsBuilder.fromPath(request.getContextPath() + "/sign-in")
                .queryParam("next", "{next}")
                .encode()
                .buildAndExpand(ReturnPath.of(wanted))
                .toUriString();
        if (withinPage) {
            response.setHeader("HX-Redirect", signIn);
            response.setStatus(HttpStatus.NO_CONTENT.value());
        } else {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, signIn);
        }
    }

    private static boolean isWithinPage(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }

    private static String address(HttpServletRequest request) {
        if (!"GET".equals(request.getMethod())) {
            return "/";
        }
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static String path(@Nullable String address) {
        if (address == null) {
            return "/";
        }
        int authority = address.indexOf("://");
        int path = authority < 0 ? 0 : address.indexOf('/', authority + 3);
        return path < 0 ? "/" : address.substring(path);
    }

    @Bean
    WebMvcConfigurer pageAccess(Organizers organizers) {
        PageAccess access = new PageAccess(organizers);
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(access);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(access);
            }
        };
    }
}
