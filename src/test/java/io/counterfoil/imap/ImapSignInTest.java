package io.counterfoil.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.Patience;
import io.counterfoil.mail.FaultyServer;
import io.counterfoil.mail.TokenServer;
import java.io.InputStream;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Passwords, tokens and certificates. */
@Timeout(Patience.SECONDS)
class ImapSignInTest {
    private static final ImapScene.World WORLD = new ImapScene.World();

    private final ImapScene scene = new ImapScene(WORLD);

    @AfterAll
    static void end() {
        WORLD.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    /** Signs in by tokens of a provider. */
    private void mailbox(TokenServer tokens, String secrets) {
        scene.mailbox("help", """
                {'host':'127.0.0.1','port':%d,'user':'%s','cutOff':'2026-06-01','oauth2':{
                  'tokenUrl':'%s','clientId':'desk','scope':'mail',%s}}""".formatted(scene.port(), scene.user.getLogin(), tokens.url(), secrets));
    }

    @Test
    void aTokenIsKeptUntilShortlyBeforeItsEndAndFetchedAnewWhenItIsRefused() throws Exception {
        try (TokenServer tokens = new TokenServer()) {
            mailbox(tokens, "'clientSecret':'shh'");
            scene.user.setPassword("token-1");
            scene.arrives("one");
            scene.look();
            scene.look();
            assertThat(tokens.asked())
                    .containsExactly("client_id=desk&client_secret=shh&grant_type=client_credentials&scope=mail");

            scene.user.setPassword("token-2");
            scene.arrives("two");
            scene.look();
            assertThat(tokens.asked()).as("the server withdrew the first").hasSize(2);

            scene.clock.pass(Duration.ofMinutes(9));
            scene.user.setPassword("token-3");
            scene.look();
            assertThat(tokens.asked())
                    .as("the second would end within two minutes")
                    .hasSize(3);
            assertThat(scene.subjects()).containsExactly("one", "two");
        }
    }

    @Test
    void aRefreshTokenThatIsExchangedIsKept() throws Exception {
        try (TokenServer tokens = new TokenServer()) {
            mailbox(tokens, "'refreshToken':'first'");
            tokens.exchange("second");
            scene.user.setPassword("token-1");
            scene.look();
            scene.clock.pass(Duration.ofHours(1));
            scene.user.setPassword("token-2");
            scene.look();

            assertThat(tokens.asked())
                    .containsExactly(
                            "client_id=desk&grant_type=refresh_token&refresh_token=first&scope=mail",
                            "client_id=desk&grant_type=refresh_token&refresh_token=second&scope=mail");
        }
    }

    @Test
    void aProviderThatRefusesIsQuotedAndTheSecretIsNot() throws Exception {
        try (TokenServer tokens = new TokenServer()) {
            mailbox(tokens, "'refreshToken':'secret-one'");
            tokens.refuse("{\"error\":\"invalid_grant\",\"error_description\":\"The token was revoked\"}");

            assertThatThrownBy(scene::look)
                    .isInstanceOfSatisfying(
                            ImapTrouble.class,
                            trouble -> assertThat(trouble.kind()).isEqualTo(ImapTrouble.Kind.REFUSED))
                    .hasMessageContaining("invalid_grant The token was revoked")
                    .hasMessageNotContaining("secret-one");
        }
    }

    @Test
    void certificatesAndTheirNamesAreCheckedAndAHouseMayHaveItsOwn() throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("/imap/localhost.p12"))) {
            keys.load(file, password);
        }
        String pem = "-----BEGIN CERTIFICATE-----\\n"
                + Base64.getEncoder()
                        .encodeToString(keys.getCertificate("localhost").getEncoded())
                + "\\n-----END CERTIFICATE-----";
        scene.arrives("one");
        try (CuttingProxy tls = CuttingProxy.tls(scene.port(), keys, password)) {
            String more = ",'tls':'TLS','certificate':'%s','host':'%s'";
            scene.mailbox(tls.port(), more.formatted("", "localhost"));
            assertThatThrownBy(scene::look)
                    .isInstanceOf(ImapTrouble.class)
                    .hasMessageContaining("PKIX path building failed");
            scene.mailbox(tls.port(), more.formatted(pem, "127.0.0.1"));
            assertThatThrownBy(scene::look).isInstanceOf(ImapTrouble.class).hasMessageContaining("127.0.0.1");
            assertThat(scene.subjects()).isEmpty();

            scene.mailbox(tls.port(), more.formatted(pem, "localhost"));
            scene.look();
            assertThat(scene.subjects()).containsExactly("one");
        }
    }

    @Test
    void aServerThatDoesNotGoOverToTlsGetsNoPassword() {
        scene.mailbox(scene.port(), ",'tls':'STARTTLS'");

        assertThatThrownBy(scene::look).isInstanceOf(ImapTrouble.class).hasMessageContaining("STARTTLS");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() {
        try (FaultyServer silent = FaultyServer.silent()) {
            scene.mailbox(silent.port(), "");

            assertThatThrownBy(scene::look)
                    .isInstanceOfSatisfying(
                            ImapTrouble.class,
                            trouble -> assertThat(trouble.kind()).isEqualTo(ImapTrouble.Kind.UNREACHABLE));
        }
    }
}
