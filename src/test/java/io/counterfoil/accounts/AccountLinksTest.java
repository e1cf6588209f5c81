package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class AccountLinksTest {
    private static final Pattern LINK = Pattern.compile("https://tickets.example.org/(invitation|reset)/(\\S+)");

    private final AccountsScene scene = new AccountsScene();

    @AfterEach
    void close() {
        scene.close();
    }

    private MimeMessage lastMail() {
        scene.mail.send();
        MimeMessage[] mails = scene.mailServer.getReceivedMessages();
        return mails[mails.length - 1];
    }

    private static String tokenIn(MimeMessage mail) throws Exception {
        Matcher link = LINK.matcher(mail.getContent().toString());
        assertThat(link.find()).isTrue();
        return link.group(2);
    }

    @Test
    void anInvitationComesByMailInItsReadersLanguageAndWorksOnce() throws Exception {
        Account zoe = scene.accounts.create(
                NewAccount.of(null, "zoe@example.org", "Zoé", Language.FR, false),
                Map.of(AccountsScene.OPERA, Role.AGENT),
                AccountsScene.OPERAS);

        assertThat(scene.links.invite(zoe, AccountsScene.OPERAS))
                .as("not for whoever is no administrator of all")
                .isEmpty();

        MimeMessage mail = lastMail();
        assertThat(mail.getSubject()).isEqualTo("Votre invitation à Counterfoil");
        assertThat(mail.getFrom()[0]).hasToString("tickets@example.org");
        assertThat(mail.getAllRecipients()[0]).hasToString("zoe@example.org");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        String token = tokenIn(mail);
        assertThat(scene.links.accountOf(AccountLinks.Kind.RESET, token)).isEmpty();
        assertThatThrownBy(() -> scene.links.choosePassword(AccountLinks.Kind.INVITATION, token, "too short"))
                .isInstanceOf(Refusal.class);
        assertThat(scene.links.choosePassword(AccountLinks.Kind.INVITATION, token, AccountsScene.PASSWORD))
                .isTrue();
        assertThat(scene.links.choosePassword(AccountLinks.Kind.INVITATION, token, AccountsScene.PASSWORD + "!"))
                .isFalse();
        assertThat(scene.in("zoe@example.org").user().login()).isEqualTo("zoe@example.org");
    }

    @Test
    void aForgottenPasswordIsChosenAnewAndTheDatabaseKnowsNoLink() throws Exception {
        Account anna = scene.someone("anna", Role.AGENT);
        SessionMark session = scene.in("anna").mark();

        scene.links.forgotten("nobody", AccountsScene.HERE);
        assertThat(scene.mail.send()).isZero();
        scene.links.forgotten("anna@example.org", AccountsScene.HERE);
        assertThat(stored()).doesNotContain("reset").doesNotContain("https");
        String token = tokenIn(lastMail());
        scene.links.forgotten("anna", AccountsScene.HERE);
        assertThat(scene.mail.send()).as("one at a time").isZero();

        assertThat(scene.links.choosePassword(AccountLinks.Kind.RESET, token, "eleven purple umbrellas here"))
                .isTrue();

        assertThat(scene.signIns.resume(session)).isEmpty();
        assertThat(scene.signIn("anna", "eleven purple umbrellas here")).isInstanceOf(PasswordSignIn.In.class);
        assertThat(lastMail().getSubject()).isEqualTo("Your password was changed");
        assertThat(anna.password()).isTrue();
    }

    @Test
    void aLinkGetsTooOld() throws Exception {
        scene.someone("anna", Role.AGENT);
        scene.links.forgotten("anna", AccountsScene.HERE);
        String token = tokenIn(lastMail());
        scene.clock.pass(Duration.ofMinutes(61));

        assertThat(scene.links.accountOf(AccountLinks.Kind.RESET, token)).isEmpty();
        assertThat(scene.links.choosePassword(AccountLinks.Kind.RESET, token, "eleven purple umbrellas here"))
                .isFalse();
    }

    @Test
    void aMailWaitsForItsServerAndNeverLeavesWithoutItsTransaction() {
        Account anna = scene.someone("anna", Role.AGENT);
        assertThatThrownBy(() -> scene.accounts.changing(() -> {
                    scene.links.reset(anna, AccountsScene.INSTALLATION);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(scene.mail.send()).isZero();

        scene.links.reset(anna, AccountsScene.INSTALLATION);
        scene.mailServer.stop();
        assertThat(scene.mail.send()).isEqualTo(1);
        assertThat(scene.mail.send()).as("not at once again").isZero();
        assertThat(stored()).doesNotContain("https");
    }

    private String stored() {
        return String.valueOf(new JdbcTemplate(scene.database.owner())
                .queryForObject(
                        "select coalesce(string_agg(encode(sealed, 'escape') || coalesce(last_error, ''), ''), '') from outgoing_mail",
                        String.class));
    }
}
