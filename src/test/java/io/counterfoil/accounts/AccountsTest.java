package io.counterfoil.accounts;

import static io.counterfoil.accounts.AccountsScene.ARENA;
import static io.counterfoil.accounts.AccountsScene.INSTALLATION;
import static io.counterfoil.accounts.AccountsScene.OPERA;
import static io.counterfoil.accounts.AccountsScene.OPERAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final Accounts.AccountChange NOTHING = new Accounts.AccountChange(null, null, null, null, null);

    private final AccountsScene scene = new AccountsScene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void theFirstAdministratorNeedsTheCodeAndComesOnce() {
        NewAccount anna = NewAccount.of("anna", "anna@example.org", "Anna", Language.FR, false);
        String code = scene.firstStart.code();

        assertThat(scene.firstStart.isDue()).isTrue();
        assertThatThrownBy(() -> scene.firstStart.make("AAAA-AAAA-AAAA-AAAB", anna, AccountsScene.PASSWORD))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("code"));
        assertThatThrownBy(() -> scene.firstStart.make(code, anna, "short"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("password"));
        assertThat(scene.firstStart.isDue()).isTrue();

        assertThat(scene.firstStart.make(code, anna, AccountsScene.PASSWORD).administrator())
                .isTrue();

        assertThat(scene.firstStart.isDue()).isFalse();
        assertThatThrownBy(() -> scene.firstStart.make(
                        code, NewAccount.of("b", "b@example.org", null, Language.EN, false), AccountsScene.PASSWORD))
                .hasMessageContaining("exists");
        assertThat(scene.in("anna").user().may(ARENA, Permission.CONFIGURE)).isTrue();
    }

    @Test
    void anOrganizersAdministratorSeesAndChangesRolesThereAndNothingElse() {
        Account anna = scene.someone("anna", Role.AGENT);
        scene.accounts.change(anna, NOTHING, Map.of(ARENA, Role.OPERATOR), INSTALLATION);
        scene.accounts.create(
                NewAccount.of("ben", "ben@example.org", null, Language.EN, false),
                Map.of(ARENA, Role.VIEWER),
                INSTALLATION);

        List<Account> seen = scene.accounts.list("", 10, OPERAS);

        assertThat(seen).extracting(Account::login).containsExactly("anna");
        assertThat(seen.getFirst().roles()).isEqualTo(Map.of(OPERA, Role.AGENT));
        assertThat(scene.accounts.byLogin("ben", OPERAS)).isEmpty();
        assertThatThrownBy(() -> scene.accounts.change(anna, NOTHING, Map.of(ARENA, Role.VIEWER), OPERAS))
                .hasMessageContaining("roles");
        assertThatThrownBy(() -> scene.accounts.change(
                        anna, new Accounts.AccountChange(null, "X", null, null, null), Map.of(), OPERAS))
                .hasMessageContaining("installation");
        assertThatThrownBy(() -> scene.links.reset(anna, OPERAS)).isInstanceOf(Refusal.class);
        scene.accounts.change(anna, NOTHING, Map.of(OPERA, Role.VIEWER), OPERAS);
        assertThat(scene.accounts.require(anna.id(), INSTALLATION).roles())
                .isEqualTo(Map.of(OPERA, Role.VIEWER, ARENA, Role.OPERATOR));
    }

    @Test
    void whoHasAnAccountAlreadyGetsTheRoleBesides() {
        scene.accounts.create(
                NewAccount.of("ben", "ben@example.org", null, Language.EN, false),
                Map.of(ARENA, Role.VIEWER),
                INSTALLATION);

        Account ben = scene.accounts.create(
                NewAccount.of(null, "BEN@example.org", "Other", Language.FR, false), Map.of(OPERA, Role.AGENT), OPERAS);

        assertThat(ben.login()).isEqualTo("ben");
        assertThat(ben.roles()).isEqualTo(Map.of(OPERA, Role.AGENT));
        assertThat(ben.name()).isNull();
        assertThatThrownBy(() -> scene.accounts.create(
                        NewAccount.of("benjamin", "ben@example.org", null, Language.EN, false), Map.of(), INSTALLATION))
                .hasMessageContaining("e-mail address");
    }

    @Test
    void theLastAdministratorStays() {
        Account root = scene.someone("root", null);
        Accounts.AccountChange off = new Accounts.AccountChange(null, null, null, null, true);

        assertThatThrownBy(() -> scene.accounts.change(root, off, Map.of(), INSTALLATION))
                .hasMessageContaining("last administrator");
        assertThatThrownBy(() -> scene.accounts.change(
                        root, new Accounts.AccountChange(null, null, null, false, null), Map.of(), INSTALLATION))
                .hasMessageContaining("last administrator");
        scene.someone("second", null);
        assertThat(scene.accounts.change(root, off, Map.of(), INSTALLATION).isDisabled())
                .isTrue();
    }

    @Test
    void theJournalTellsWhoChangedWhatFromWhatToWhat() {
        Account anna = scene.someone("anna", Role.AGENT);
        scene.accounts.change(
                anna,
                new Accounts.AccountChange(NewAccount.address("a@example.org"), "Anna", Language.FR, null, null),
                Map.of(OPERA, Role.OPERATOR),
                INSTALLATION);

        List<JournalLine> lines = scene.journal.of("account", "anna", 10);

        assertThat(lines)
                .extracting(JournalLine::action)
                .containsExactly("role-changed", "changed", "password-changed", "role-changed", "created");
        assertThat(lines).extracting(JournalLine::seq).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(lines.get(0).actor()).isEqualTo("user:root");
        assertThat(lines.get(0).body())
                .isEqualTo("{\"organizer\":\"opera\",\"role\":{\"before\":\"AGENT\",\"after\":\"OPERATOR\"}}");
        assertThat(lines.get(1).body())
                .contains("\"email\":{\"before\":\"anna@example.org\",\"after\":\"a@example.org\"}")
                .contains("\"language\":{\"before\":\"en\",\"after\":\"fr\"}");
        assertThat(lines.toString()).doesNotContain(AccountsScene.PASSWORD);
        assertThat(scene.journal.before(Long.MAX_VALUE, ARENA, 10)).isEmpty();
        assertThat(scene.journal.before(Long.MAX_VALUE, OPERA, 10)).hasSize(2);
    }
}
