package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What people see and change of accounts: the installation's journal, their sessions, their language. */
@ApiServer
class OwnAccountTest {
    private static final Pattern END = Pattern.compile("action=\"(/account/sessions/[0-9a-f]{32}/end)\"");

    private final PeopleWorld world;

    OwnAccountTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new PeopleWorld(context, port);
    }

    @Test
    void theInstallationsJournalIsReadFilteredAndProvedByItsAdministrators() {
        Account anna = world.somebody(Role.AGENT);
        Browser root = world.signedIn(world.administrator());

        assertThat(root.get("/").html()).contains("href=\"/journal\"");
        Page all = root.get("/journal?entity=account&id=" + anna.login());
        assertThat(all.text()).contains("created", "password changed", anna.login());
        assertThat(root.get("/journal?action=nothing").text())
                .contains("No line fits", "accounts, roles and API tokens");
        assertThat(root.post("/journal/check").text()).contains("are as they were written");
        assertThat(root.get("/journal/head").html()).contains("\"journal\":\"installation\"", "\"hash\"");
        assertThat(root.get("/journal?lang=fr").text()).contains("Journal de l’installation");
        Browser administratorOfOne = world.signedIn(world.somebody(Role.ADMINISTRATOR));
        assertThat(administratorOfOne.get("/journal").status()).isEqualTo(403);
        assertThat(administratorOfOne.get("/account").html()).doesNotContain("href=\"/journal\"");
    }

    @Test
    void somebodySeesWhereHeIsSignedInAndEndsOneSessionOrAllOthers() {
        Account anna = world.somebody(Role.VIEWER);
        Browser here = world.signedIn(anna);
        Browser there = world.signedIn(anna);
        Browser elsewhere = world.signedIn(anna);
        world.signedIn(world.somebody(Role.VIEWER));

        Page page = here.get("/account");
        List<String> others =
                END.matcher(page.html()).results().map(found -> found.group(1)).toList();
        assertThat(others).as("sessions beside this one").hasSize(2);
        assertThat(page.text()).contains("this session", "unknown device", "127.0.0.…");
        assertThat(here.post(others.getFirst()).text()).contains("That session has ended.");
        assertThat(here.post(others.getFirst()).text()).contains("had ended already");
        assertThat(List.of(there, elsewhere))
                .filteredOn(browser -> browser.get("/account").path().startsWith("/sign-in"))
                .hasSize(1);
        assertThat(here.post("/account/sign-out-everywhere").text())
                .contains("All other sessions have ended.", "this session")
                .doesNotContain("1 s ago");
        assertThat(END.matcher(here.get("/account").html()).find()).isFalse();
        assertThat(there.get("/account").path()).startsWith("/sign-in");
        assertThat(elsewhere.get("/account").path()).startsWith("/sign-in");
    }

    @Test
    void nobodyEndsAnothersSession() {
        Browser here = world.signedIn(world.somebody(Role.VIEWER));
        Account ben = world.somebody(Role.VIEWER);
        Browser his = world.signedIn(ben);
        world.signedIn(ben);
        Matcher handle = END.matcher(his.get("/account").html());
        assertThat(handle.find()).isTrue();

        here.get("/account");
        assertThat(here.post(handle.group(1)).text()).contains("had ended already");
        assertThat(END.matcher(his.get("/account").html()).find()).isTrue();
    }

    @Test
    void theLanguageOfTheAccountIsThatOfTheNextSignInWhateverTheBrowserRemembers() {
        Account anna = world.somebody(Role.VIEWER);
        Browser browser = world.signedIn(anna);
        browser.get("/account");
        assertThat(browser.post("/account/profile", "name", "Anna", "language", "fr")
                        .html())
                .contains("<html lang=\"fr\"");
        assertThat(browser.get("/account?lang=en").html()).contains("<html lang=\"en\"");
        assertThat(browser.get("/account").html()).as("told in this session").contains("<html lang=\"en\"");
        browser.post("/logout");
        assertThat(browser.get("/sign-in").html()).as("the browser remembers").contains("<html lang=\"en\"");

        assertThat(browser.post("/sign-in", "login", anna.login(), "password", PeopleWorld.PASSWORD)
                        .html())
                .contains("<html lang=\"fr\"");
        assertThat(browser.get("/account").html()).contains("<html lang=\"fr\"");
    }
}
