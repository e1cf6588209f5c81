package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What people see and change of accounts: the installation's journal, their sessions, their language. */
@ApiServer
class OwnAccountTest {
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
}
