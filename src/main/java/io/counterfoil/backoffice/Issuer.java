package io.counterfoil.backoffice;

import io.counterfoil.accounts.PasswordSignIn;
import io.counterfoil.accounts.SingleSignOn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * The OpenID Connect issuer that people may sign in with, when one is set. It is asked what it can do when the first person
 * comes, so that a start does not hang on it.
 */
final class Issuer implements ClientRegistrationRepository {
    static final String PATH = "/sign-in/oidc";
    static final String RETURN = "/sign-in/oidc-return";

    private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);
    private static final String ID = "house";

    private final Settings settings;
    private final SingleSignOn singleSignOn;
    private final WebSessions sessions;
    private volatile @Nullable ClientRegistration registration;

    /**
     * @param issuer blank: none
     * @param name what the sign-in page calls it; empty: nothing of its own
     * @param publicUrl blank: as the browser says
     */
    record Settings(String issuer, String clientId, String clientSecret, String name, String publicUrl) {}

    Issuer(Settings settings, SingleSignOn singleSignOn, WebSessions sessions) {
        this.settings = settings;
        this.singleSignOn = singleSignOn;
        this.sessions = sessions;
    }

    boolean isSet() {
        return !settings.issuer().isBlank();
    }

    /** What the sign-in page calls it, which may be nothing; null: there is none. */
    @Nullable
    String name() {
        return isSet() ? settings.name() : null;
    }

    /** Where its button leads. */
    static String start() {
        return PATH + "/" + ID;
    }

    void addTo(HttpSecurity http) {
        // WebSessions begins one of its own. Renamed before that, the former one would stay in the database under its
        // old name, be
        // found there again and go on: whoever had planted it would be signed in too
        http.sessionManagement(session -> session.sessionFixation(fixation -> fixation.none()));
        http.oauth2Login(login -> login.loginPage("/sign-in")
                .clientRegistrationRepository(this)
                .securityContextRepository(sessions)
                .authorizationEndpoint(endpoint -> endpoint.baseUri(PATH))
                .redirectionEndpoint(endpoint -> endpoint.baseUri(RETURN))
                .successHandler(this::enter)
                .failureHandler((request, response, failure) -> {
                    LOG.warn("the OpenID Connect sign-in failed: {}", failure.getMessage());
                    response.sendRedirect(request.getContextPath() + "/sign-in?failed=oidc");
                }));
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, Authentication proved)
            throws IOException {
        Optional<PasswordSignIn.In> in = proof(proved).flatMap(singleSignOn::enter);
        if (in.isPresent()) {
            sessions.begin(request, in.get().mark());
            response.sendRedirect(request.getContextPath() + "/");
        } else {
            sessions.end(request);
            response.sendRedirect(request.getContextPath() + "/sign-in?failed=unknown");
        }
    }

    private Optional<SingleSignOn.Proof> proof(Authentication proved) {
        if (!(proved.getPrincipal() instanceof OidcUser user)) {
            return Optional.empty();
        }
        String subject = user.getSubject();
        boolean verified = Boolean.TRUE.equals(user.getEmailVerified());
        return subject == null
                ? Optional.empty()
                : Optional.of(new SingleSignOn.Proof(settings.issuer(), subject, user.getEmail(), verified));
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!isSet() || !ID.equals(id)) {
            return null;
        }
        ClientRegistration known = registration;
        if (known == null) {
            String base = settings.publicUrl().isBlank()
                    ? "{baseUrl}"
                    : settings.publicUrl().replaceAll("/+$", "");
            known = ClientRegistrations.fromIssuerLocation(settings.issuer())
                    .registrationId(ID)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .redirectUri(base + RETURN)
                    .scope("openid", "email", "profile")
                    .build();
            registration = known;
        }
        return known;
    }
}
