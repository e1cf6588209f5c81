package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {
    private static final String PASSWORD = "long live the opera";

    /** The other tests of accounts use cheaper ones. */
    @Test
    void whatTheApplicationStoresCostsWhatOwaspAsksFor() {
        String hash = new Passwords().hash(PASSWORD);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain(PASSWORD);
    }

    @Test
    void onePasswordHasAnotherHashEachTimeAndIsRightForEach() {
        Passwords passwords = new Passwords(64);
        String first = passwords.hash(PASSWORD);
        String second = passwords.hash(PASSWORD);

        assertThat(first).isNotEqualTo(second);
        assertThat(passwords.isRight(PASSWORD, first)).isTrue();
        assertThat(passwords.isRight(PASSWORD, second)).isTrue();
        assertThat(passwords.isRight(PASSWORD + " ", first)).isFalse();
        assertThat(passwords.isRight(PASSWORD, null)).isFalse();
    }

    /** Who guesses logins learns nothing from how long the answer takes. */
    @Test
    void aLoginThatDoesNotExistIsComparedWithAHashLikeAnyOther() {
        String parameters = "$argon2id$v=19$m=64,t=2,p=1$";

        assertThat(Passwords.nobodys(64)).startsWith(parameters).hasSameSizeAs(new Passwords(64).hash(PASSWORD));
        assertThat(new Argon2PasswordEncoder(16, 32, 1, 64, 2).upgradeEncoding(Passwords.nobodys(64)))
                .as("its parameters are read as those of a real one")
                .isFalse();
    }
}
