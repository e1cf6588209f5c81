package io.counterfoil.backoffice;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.springframework.web.util.UriComponentsBuilder;

/** An OpenID Connect issuer on this machine, who says of whoever comes what a test told it to say. */
public final class TestIssuer {
    /** For the whole JVM, like the application that trusts it. */
    public static final TestIssuer HERE = new TestIssuer();

    public static final String CLIENT = "counterfoil-test";

    private final HttpServer server;
    private final RSAKey key;
    private volatile Person next = new Person("nobody", "nobody@example.org", false);
    private volatile String nonce = "";
    private volatile Fault fault = Fault.NONE;

    /** What is wrong with the token that is told. */
    enum Fault {
        NONE,
        NONCE_OF_ANOTHER_SIGN_IN,
        FOR_ANOTHER_APPLICATION,
        OF_ANOTHER_ISSUER,
        OVER,
        SIGNED_BY_SOMEBODY_ELSE
    }

    /** Who comes next. */
    public record Person(String subject, String email, boolean verified) {}

    private TestIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("k1").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",\
                "jwks_uri":"%1$s/keys","response_types_supported":["code"],"subject_types_supported":["public"],\
                "id_token_signing_alg_values_supported":["RS256"]}""".formatted(url())));
        server.createContext("/keys", exchange -> json(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", exchange -> json(exchange, """
                {"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":"%s"}""".formatted(idToken())));
        server.start();
    }

    /** Its name and address. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void comes(Person person) {
        next = person;
    }

    void tells(Fault wrong) {
        fault = wrong;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var query = UriComponentsBuilder.fromUri(exchange.getRequestURI())
                .build(true)
                .getQueryParams();
        nonce = String.valueOf(query.getFirst("nonce"));
        String back = java.net.URLDecoder.decode(String.valueOf(query.getFirst("redirect_uri")), StandardCharsets.UTF_8)
                + "?code=c&state=" + query.getFirst("state");
        exchange.getResponseHeaders().set("Location", back);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private String idToken() {
        try {
            Fault wrong = fault;
            Instant now = wrong == Fault.OVER ? Instant.now().minusSeconds(3600) : Instant.now();
            String asked = java.net.URLDecoder.decode(nonce, StandardCharsets.UTF_8);
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                    new JWTClaimsSet.Builder()
                            .issuer(wrong == Fault.OF_ANOTHER_ISSUER ? "https://elsewhere.example" : url())
                            .audience(wrong == Fault.FOR_ANOTHER_APPLICATION ? "another" : CLIENT)
                            .subject(next.subject())
                            .claim("email", next.email())
                            .claim("email_verified", next.verified())
                            .claim("nonce", wrong == Fault.NONCE_OF_ANOTHER_SIGN_IN ? "another" : asked)
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(60)))
                            .build());
            RSAKey signer = wrong == Fault.SIGNED_BY_SOMEBODY_ELSE
                    ? new RSAKeyGenerator(2048).keyID("k1").generate()
                    : key;
            token.sign(new RSASSASigner(signer));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
