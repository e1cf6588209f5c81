package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class TokensTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");
    private static final String SETTING = "0123456789abcdef0123456789abcdef";
    private static final OrganizerCode OPERA = new OrganizerCode("opera");
    private static final OrganizerCode ARENA = new OrganizerCode("arena");
    private static final Access ROOT = new Access(new UUID(0, 0), "root", Permission.of(Role.ADMINISTRATOR), null);

    private final TestDatabase database = TestDatabase.create();
    private final Tokens tokens = at(NOON);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTokenIsGoodForWhatItWasMadeFor() {
        Tokens.Created created = tokens.create(wanted(Role.OPERATOR, OPERA), ROOT);

        Access access = good(created.secret());

        assertThat(access.rights()).isEqualTo(Permission.of(Role.OPERATOR));
        assertThat(access.sees(OPERA)).isTrue();
        assertThat(access.sees(ARENA)).isFalse();
        assertThat(access.actor()).isEqualTo("token:till");
    }

    @Test
    void theTokenItselfIsKeptNowhere() {
        String secret = tokens.create(wanted(Role.VIEWER, null), ROOT).secret();

        assertThat(new JdbcTemplate(database.owner()).queryForList("select t::text from api_token t", String.class))
                .noneMatch(row -> row.contains(secret));
    }

    @Test
    void unknownRevokedAndExpiredTokensAreBadAlike() {
        Tokens.Created revoked = tokens.create(wanted(Role.VIEWER, null), ROOT);
        tokens.revoke(revoked.token().id(), ROOT);
        Tokens.Created expiring =
                tokens.create(new NewToken("till", Role.VIEWER, null, null, NOON.plusSeconds(60)), ROOT);

        assertThat(signIn(tokens, "cft_unknown")).isInstanceOf(SignIn.Bad.class);
        assertThat(signIn(tokens, "")).isInstanceOf(SignIn.Bad.class);
        assertThat(signIn(tokens, "x".repeat(100_000))).isInstanceOf(SignIn.Bad.class);
        assertThat(signIn(tokens, revoked.secret())).isInstanceOf(SignIn.Bad.class);
        assertThat(signIn(at(NOON.plusSeconds(59)), expiring.secret())).isInstanceOf(SignIn.Good.class);
        assertThat(signIn(at(NOON.plusSeconds(60)), expiring.secret())).isInstanceOf(SignIn.Bad.class);
    }

    @Test
    void tooManyBadTokensFromOneAddressHaveToWait() {
        String good = tokens.create(wanted(Role.VIEWER, null), ROOT).secret();
        String fresh = tokens.create(wanted(Role.VIEWER, null), ROOT).secret();
        signIn(tokens, good);
        for (int i = 0; i < 20; i++) {
            signIn(tokens, "guess " + i);
        }

        assertThat(signIn(tokens, "guess")).isInstanceOf(SignIn.Later.class);
        assertThat(signIn(tokens, fresh)).isInstanceOf(SignIn.Later.class);
        assertThat(signIn(tokens, good)).isInstanceOf(SignIn.Good.class);
    }

    @Test
    void nobodyGivesAwayMoreThanHeHas() {
        Access operaOnly =
                good(tokens.create(wanted(Role.ADMINISTRATOR, OPERA), ROOT).secret());
        Access makesTokensOnly = new Access(
                new UUID(0, 1), "narrow", EnumSet.of(Permission.READ, Permission.MANAGE_TOKENS), Set.of(OPERA));

        assertThatThrownBy(() -> tokens.create(wanted(Role.VIEWER, ARENA), operaOnly))
                .hasMessageContaining("organizers");
        assertThatThrownBy(() -> tokens.create(wanted(Role.VIEWER, null), operaOnly))
                .hasMessageContaining("organizers");
        assertThatThrownBy(() -> tokens.create(wanted(Role.OPERATOR, OPERA), makesTokensOnly))
                .hasMessageContaining("role");
        assertThat(tokens.create(wanted(Role.VIEWER, OPERA), makesTokensOnly)
                        .token()
                        .rights())
                .containsExactly(Permission.READ);
    }

    @Test
    void rightsNarrowARoleAndNeverWidenIt() {
        NewToken importer = new NewToken("import", Role.OPERATOR, EnumSet.of(Permission.IMPORT), Set.of(OPERA), null);
        NewToken tooWide = new NewToken("import", Role.VIEWER, EnumSet.of(Permission.IMPORT), null, null);

        assertThat(good(tokens.create(importer, ROOT).secret()).rights()).containsExactly(Permission.IMPORT);
        assertThatThrownBy(() -> tokens.create(tooWide, ROOT))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("rights");
    }

    @Test
    void tokensOfOtherOrganizersAreNotThere() {
        ApiToken opera = tokens.create(wanted(Role.ADMINISTRATOR, OPERA), ROOT).token();
        ApiToken arena = tokens.create(wanted(Role.ADMINISTRATOR, ARENA), ROOT).token();
        ApiToken all = tokens.create(wanted(Role.ADMINISTRATOR, null), ROOT).token();

        assertThat(tokens.list(null, 10, ROOT)).containsExactly(opera, arena, all);
        assertThat(tokens.list(opera.id(), 1, ROOT)).containsExactly(arena);
        assertThat(tokens.list(null, 10, opera.access())).containsExactly(opera);
        assertThatThrownBy(() -> tokens.revoke(arena.id(), opera.access())).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> tokens.revoke(all.id(), opera.access())).hasMessageContaining("does not exist");
    }

    @Test
    void theSettingMakesATokenWithAllRightsAndAChangedOneReplacesIt() {
        tokens.adopt("");
        tokens.adopt(SETTING);
        tokens.adopt(SETTING);

        assertThat(good(SETTING).rights()).isEqualTo(Permission.of(Role.ADMINISTRATOR));
        assertThat(good(SETTING).seesAllOrganizers()).isTrue();
        assertThat(tokens.list(null, 10, ROOT)).hasSize(1);

        tokens.adopt("");
        assertThat(signIn(tokens, SETTING)).isInstanceOf(SignIn.Good.class);

        tokens.adopt(SETTING + "!");
        assertThat(signIn(tokens, SETTING)).isInstanceOf(SignIn.Bad.class);
        assertThat(signIn(tokens, SETTING + "!")).isInstanceOf(SignIn.Good.class);
        assertThatThrownBy(() -> tokens.adopt("short"))
                .hasMessageContaining("COUNTERFOIL_ADMIN_TOKEN: 5 characters")
                .hasMessageNotContaining("short");
    }

    private Tokens at(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Tokens(
                database.transactions(),
                new TokenStore(database.app()),
                new InstallationJournal(database.app(), clock),
                new Ids(clock, new Random(1)),
                clock);
    }

    private Access good(String secret) {
        return ((SignIn.Good) signIn(tokens, secret)).access();
    }

    private static SignIn signIn(Tokens tokens, String secret) {
        return tokens.signIn(secret, InetAddress.getLoopbackAddress());
    }

    private static NewToken wanted(Role role, @Nullable OrganizerCode organizer) {
        return new NewToken("till", role, null, organizer == null ? null : Set.of(organizer), null);
    }
}
