package io.counterfoil.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Refusal;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SignInTest {
    private static final EmailAddress ANNA =
            EmailAddress.parse("anna@example.org").orElseThrow();

    private final WalletScene scene = new WalletScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aCodeOpensTheAccountOfItsAddressOnce() {
        String code = code();

        SignIn.Session session = scene.signIn.exchange(ANNA, " " + code.toLowerCase(Locale.ROOT));

        assertThat(scene.signIn.account(session.token())).isPresent();
        assertThatThrownBy(() -> scene.signIn.exchange(ANNA, code)).isInstanceOf(Refusal.class);
        scene.signIn.signOut(session.token());
        assertThat(scene.signIn.account(session.token())).isEmpty();
    }

    @Test
    void wrongCodesAreCountedAndTheRightOneIsThenOfNoUse() {
        String code = code();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> scene.signIn.exchange(ANNA, "WRONG")).isInstanceOf(Refusal.class);
        }

        assertThatThrownBy(() -> scene.signIn.exchange(ANNA, code))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("the code is wrong or too old");
    }

    @Test
    void codesGetTooOld() {
        String code = code();
        scene.clock.pass(Duration.ofMinutes(11));

        assertThatThrownBy(() -> scene.signIn.exchange(ANNA, code)).isInstanceOf(Refusal.class);
    }

    @Test
    void anAddressCannotBeFloodedWithCodes() {
        for (int i = 0; i < 5; i++) {
            code();
        }

        assertThatThrownBy(this::code).isInstanceOf(Refusal.class).hasMessageStartingWith("too many codes");
        scene.clock.pass(Duration.ofMinutes(61));
        assertThat(code()).hasSize(8);
    }

    @Test
    void neitherCodeNorTokenIsStored() {
        String code = code();
        String token = scene.signIn.exchange(ANNA, code).token();
        code();

        String stored = new JdbcTemplate(scene.database.owner()).queryForObject("""
                        select string_agg(encode(token_digest, 'escape'), ' ')
                            || (select string_agg(encode(digest, 'escape'), ' ') from wallet.sign_in_code)
                        from wallet.session""", String.class);

        assertThat(stored).doesNotContain(token).doesNotContain(code);
    }

    private String code() {
        return Objects.requireNonNull(scene.signIn.request(ANNA, Locale.ENGLISH).code());
    }
}
