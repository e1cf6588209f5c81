package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SignInsTest {
    private final AccountsScene scene = new AccountsScene();
    private final OneTimeCodes codes = new OneTimeCodes();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void loginOrAddressAndPasswordLetSomebodyIn() {
        scene.someone("anna", Role.AGENT);

        SignedIn user = scene.in("anna").user();

        assertThat(user.may(AccountsScene.OPERA, Permission.MOVE_TICKET)).isTrue();
        assertThat(user.may(AccountsScene.OPERA, Permission.IMPORT)).isFalse();
        assertThat(user.sees(AccountsScene.ARENA)).isFalse();
        assertThat(scene.in(" ANNA@Example.org ").user().login()).isEqualTo("anna");
        assertThat(scene.signIn("anna", "another password of anna")).isInstanceOf(PasswordSignIn.Wrong.class);
    }

    @Test
    void anAccountThatIsGuessedAtIsClosedForAWhileAndSoIsOneThatDoesNotExist() {
        scene.someone("anna", Role.AGENT);
        for (String login : List.of("anna", "nobody")) {
            for (int i = 0; i < 5; i++) {
                assertThat(scene.signIn(login, "guess " + i)).isInstanceOf(PasswordSignIn.Wrong.class);
            }
            assertThat(scene.signIn(login, AccountsScene.PASSWORD))
                    .isEqualTo(new PasswordSignIn.Later(Duration.ofSeconds(30)));
        }
        // the address is no way around
        assertThat(scene.signIn("anna@example.org", AccountsScene.PASSWORD)).isInstanceOf(PasswordSignIn.Later.class);

        scene.clock.pass(Duration.ofSeconds(31));

        assertThat(scene.signIn("anna", AccountsScene.PASSWORD)).isInstanceOf(PasswordSignIn.In.class);
        assertThat(scene.signIn("anna", "guess")).isInstanceOf(PasswordSignIn.Wrong.class);
    }

    @Test
    void aSourceOfManyWrongOnesWaitsWhateverItGuessesAt() throws Exception {
        scene.someone("anna", Role.AGENT);
        InetAddress source = InetAddress.getByName("192.0.2.7");
        for (int i = 0; i < 20; i++) {
            scene.signIns.byPassword("login" + i, "guess", source);
        }

        assertThat(scene.signIns.byPassword("anna", AccountsScene.PASSWORD, source))
                .isInstanceOf(PasswordSignIn.Later.class);
        assertThat(scene.signIn("anna", AccountsScene.PASSWORD)).isInstanceOf(PasswordSignIn.In.class);
    }

    @Test
    void whoWasGuessedAtCannotBeReadFromTheDatabase() {
        scene.signIn("anna", "guess");

        assertThat(new JdbcTemplate(scene.database.owner())
                        .queryForObject(
                                "select string_agg(encode(subject, 'escape'), '') from sign_in_failure", String.class))
                .doesNotContain("anna");
    }

    @Test
    void aSecondFactorIsAskedForAndNoCodeIsTakenTwice() {
        scene.someone("anna", Role.AGENT);
        byte[] secret = secretOf(scene.in("anna").user());
        SessionMark mark = ((PasswordSignIn.CodeNeeded) scene.signIn("anna", AccountsScene.PASSWORD)).mark();
        String used = codes.at(secret, scene.clock.instant());

        // it was used to confirm the setup
        assertThat(scene.signIns.byCode(mark, used)).isInstanceOf(PasswordSignIn.Wrong.class);
        scene.clock.pass(Duration.ofSeconds(30));
        String next = codes.at(secret, scene.clock.instant());
        assertThat(scene.signIns.byCode(mark, next.substring(0, 3) + " " + next.substring(3)))
                .isInstanceOf(PasswordSignIn.In.class);
        assertThat(scene.signIns.byCode(mark, next)).isInstanceOf(PasswordSignIn.Wrong.class);
        scene.clock.pass(Duration.ofMinutes(11));
        assertThat(scene.signIns.byCode(mark, codes.at(secret, scene.clock.instant())))
                .isInstanceOf(PasswordSignIn.Wrong.class);
    }

    @Test
    void codesCanNotBeTriedOut() {
        scene.someone("anna", Role.AGENT);
        secretOf(scene.in("anna").user());
        SessionMark mark = ((PasswordSignIn.CodeNeeded) scene.signIn("anna", AccountsScene.PASSWORD)).mark();
        for (int i = 0; i < 5; i++) {
            scene.signIns.byCode(mark, "00000" + i);
        }

        assertThat(scene.signIns.byCode(mark, "000009")).isInstanceOf(PasswordSignIn.Later.class);
    }

    @Test
    void aRecoveryCodeWorksOnceAndIsStoredHashed() {
        scene.someone("anna", Role.AGENT);
        SignedIn user = scene.in("anna").user();
        secretOf(user);
        String code = scene.factors.renewRecoveryCodes(user).getFirst();
        SessionMark mark = ((PasswordSignIn.CodeNeeded) scene.signIn("anna", AccountsScene.PASSWORD)).mark();

        assertThat(scene.signIns.byCode(mark, code.toLowerCase(java.util.Locale.ROOT)))
                .isInstanceOf(PasswordSignIn.In.class);
        assertThat(scene.signIns.byCode(mark, code)).isInstanceOf(PasswordSignIn.Wrong.class);
        assertThat(scene.factors.recoveryCodesLeft(user)).isEqualTo(9);
        assertThat(new JdbcTemplate(scene.database.owner())
                        .queryForObject(
                                "select bool_and(length(code_hash) = 32) from account_recovery_code", Boolean.class))
                .isTrue();
    }

    @Test
    void whatIsTakenAwayIsGoneWithTheNextRequest() {
        Account anna = scene.someone("anna", Role.OPERATOR);
        SessionMark mark = scene.in("anna").mark();

        scene.accounts.change(
                anna,
                new Accounts.AccountChange(null, null, null, null, null),
                Collections.singletonMap(AccountsScene.OPERA, null),
                AccountsScene.OPERAS);

        assertThat(scene.signIns.resume(mark))
                .hasValueSatisfying(user -> assertThat(user.roles()).isEmpty());
        scene.accounts.change(
                anna, new Accounts.AccountChange(null, null, null, null, true), Map.of(), AccountsScene.INSTALLATION);
        assertThat(scene.signIns.resume(mark)).isEmpty();
        assertThat(scene.signIn("anna", AccountsScene.PASSWORD)).isInstanceOf(PasswordSignIn.Wrong.class);
    }

    @Test
    void aNewPasswordEndsAllSessionsAndTimeEndsEachOne() {
        Account anna = scene.someone("anna", Role.OPERATOR);
        SessionMark first = scene.in("anna").mark();
        SignedIn user = scene.in("anna").user();

        scene.accounts.setPassword(anna, "eleven purple umbrellas here", user.actor());

        assertThat(scene.signIns.resume(first)).isEmpty();
        SessionMark renewed = scene.signIns.renewed(user);
        assertThat(scene.signIns.resume(renewed)).isPresent();
        scene.clock.pass(Duration.ofHours(12).plusSeconds(1));
        assertThat(scene.signIns.resume(renewed)).isEmpty();
    }

    @Test
    void singleSignOnOpensAnAccountByAVerifiedAddressOnceAndThenBySubject() {
        scene.someone("anna", Role.AGENT);

        assertThat(scene.singleSignOn.enter(proof("s1", "anna@example.org", false)))
                .isEmpty();
        assertThat(scene.singleSignOn.enter(proof("s1", "Anna@example.org", true)))
                .isPresent();
        assertThat(scene.singleSignOn.enter(proof("s1", "other@example.org", false)))
                .isPresent();
        // the address now is somebody else's
        assertThat(scene.singleSignOn.enter(proof("s2", "anna@example.org", true)))
                .isEmpty();
        assertThat(scene.singleSignOn.enter(proof("s3", "nobody@example.org", true)))
                .isEmpty();
    }

    private static SingleSignOn.Proof proof(String subject, String email, boolean verified) {
        return new SingleSignOn.Proof("https://issuer.example", subject, email, verified);
    }

    /** Sets a second factor up; its first code is used. */
    private byte[] secretOf(SignedIn user) {
        String text = scene.factors.begin(user).secret().replace("-", "");
        byte[] secret = new org.apache.commons.codec.binary.Base32().decode(text);
        assertThat(scene.factors.confirm(user, "000000")).isEmpty();
        assertThat(scene.factors.confirm(user, codes.at(secret, scene.clock.instant())))
                .isPresent();
        return secret;
    }
}
