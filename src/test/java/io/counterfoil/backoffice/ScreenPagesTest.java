package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What people do on the pages of interfaces, quarantine, contacts and the journal. */
@ApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreenPagesTest {
    private static final Pattern QUARANTINED = Pattern.compile("/quarantine/([0-9a-f-]{36})\"");

    private final ScreensWorld world;

    ScreenPagesTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new ScreensWorld(context, port, "work");
        world.tickets(40);
    }

    @Test
    void anInterfaceIsSetUpAndItsKeyIsNeverShown() {
        Browser admin = world.as(Role.ADMINISTRATOR);
        admin.get(world.base() + "/interfaces/new");

        Page saved = admin.post(
                world.base() + "/interfaces",
                "code",
                "side",
                "organization",
                "opera",
                "url",
                "http://localhost:1/organizer/tickets",
                "apiKey",
                "very-secret-key",
                "batchSize",
                "500",
                "customParameters",
                "killRatio=50",
                "schedule[retrieve-ticket-status]",
                "PT1M",
                "recipients",
                "ops@example.org");

        assertThat(saved.path()).isEqualTo(world.base() + "/interfaces/side");
        assertThat(saved.text()).contains("Saved.", "killRatio=50", "ops@example.org", "every 60 s");
        assertThat(saved.html()).doesNotContain("very-secret-key");
        assertThat(admin.get(world.base() + "/interfaces/side/settings").html()).doesNotContain("very-secret-key");
        Page paused = admin.post(world.base() + "/interfaces/side/functions/retrieve-ticket-status/pause");
        assertThat(paused.text()).contains("paused by");
        assertThat(admin.post(world.base() + "/interfaces/side/functions/retrieve-ticket-status/resume")
                        .text())
                .contains("The schedule goes on.");
    }

    @Test
    void anOperatorChangesAnInterfaceButNotWhereItLeads() {
        Browser head = world.as(Role.ADMINISTRATOR);
        head.get(world.base() + "/interfaces/new");
        String wallet = "https://wallet.example/organizer/tickets";
        head.post(world.base() + "/interfaces", "code", "operated", "organization", "opera", "url", wallet);
        Browser operator = world.as(Role.OPERATOR);
        String path = world.base() + "/interfaces/operated";

        assertThat(operator.get(path).html()).contains(path + "/settings", path + "/reset");
        assertThat(operator.get(path + "/settings").html())
                .contains(wallet, "for administrators to say")
                .doesNotContain("name=\"url\"", "name=\"apiKey\"", "name=\"wakeSecret\"");
        assertThat(operator.post(path + "/settings", "organization", "opera", "batchSize", "77")
                        .text())
                .contains("77", wallet);
        String[] elsewhere = {"organization", "opera", "url", "https://elsewhere.example/organizer/tickets"};
        assertThat(operator.post(path + "/settings", elsewhere).status()).isEqualTo(403);
        assertThat(operator.post(path + "/settings", "organization", "opera", "apiKey", "x")
                        .status())
                .isEqualTo(403);
        assertThat(operator.get(world.base() + "/interfaces/new").status()).isEqualTo(403);
    }

    @Test
    void mistakesAreMarkedWhileTypingAndKeptInTheFormWhenSaving() {
        Browser admin = world.as(Role.ADMINISTRATOR);
        admin.get(world.base() + "/interfaces/new");

        Page checked = admin.post(
                world.base() + "/interfaces/check",
                "customParameters",
                "killRatio=50\nkilRatio=3\nstickToTheHour=maybe");
        assertThat(checked.text()).contains("line 2", "Did you mean killRatio", "line 3", "true or false");
        Page refused = admin.post(
                world.base() + "/interfaces",
                "code",
                "bad",
                "organization",
                "opera",
                "url",
                "ftp://nowhere",
                "batchSize",
                "500");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("The URL of a wallet begins with https://");
        assertThat(refused.html()).contains("value=\"ftp://nowhere\"");
    }

    @Test
    void aWalletThatMayNotBeCalledIsToldWhileTypingAndRefusedWhenSaving() {
        Browser admin = world.as(Role.ADMINISTRATOR);
        admin.get(world.base() + "/interfaces/new");
        String check = world.base() + "/interfaces/check-url";

        assertThat(admin.post(check, "url", "http://169.254.169.254/organizer/tickets")
                        .text())
                .contains("This address may not be called", "169.254.169.254", "link-local");
        assertThat(admin.post(check, "url", "http://localhost:1/organizer/tickets")
                        .text())
                .contains("this address may be called");
        assertThat(admin.post(check, "url", "http://no-such-host.invalid/organizer/tickets")
                        .text())
                .contains("nothing answers to this name");
        assertThat(admin.post(check, "url", "htt").text()).doesNotContain("address");
        Page refused = admin.post(
                world.base() + "/interfaces",
                "code",
                "metadata",
                "organization",
                "opera",
                "url",
                "http://169.254.169.254/organizer/tickets",
                "batchSize",
                "500");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("This address may not be called").doesNotContain("begins with https");
        assertThat(admin.get(world.base() + "/interfaces/metadata").status()).isEqualTo(404);
    }

    @Test
    void aResetSaysWhatItCostsAndAsksWhichWallet() {
        world.run("reset", entry("T-001", 1, "DOWNLOADED", "anna1@example.org", ""));
        Browser admin = world.as(Role.ADMINISTRATOR);
        Page asked = admin.get(world.base() + "/interfaces/reset/reset");

        assertThat(asked.text()).contains("What a reset costs", "k1");
        assertThat(admin.post(world.base() + "/interfaces/reset/reset", "key", "")
                        .text())
                .contains("Say whether it is the same wallet or a new one.");
        assertThat(admin.post(world.base() + "/interfaces/reset/reset", "key", "", "wallet", "same")
                        .text())
                .contains("The key is reset.", "none: from the beginning");
    }

    @Test
    void aQuarantinedEntryIsReadReplayedAndDiscarded() {
        world.run("held", entry("T-777", 1, "DOWNLOADED", "<img src=x>@example.org", ""));
        Browser operator = world.as(Role.OPERATOR);
        Matcher link = QUARANTINED.matcher(
                operator.get(world.base() + "/quarantine?reason=UNKNOWN_TICKET").html());
        assertThat(link.find()).isTrue();
        String held = world.base() + "/quarantine/" + link.group(1);

        Page page = operator.get(held);
        assertThat(page.text()).contains("Unknown ticket", "\"ticketId\" : \"T-777\"", "Import the ticket");
        assertThat(page.html()).doesNotContain("<img src=x>");
        assertThat(world.as(Role.VIEWER).get(held).html()).doesNotContain("img src");
        assertThat(operator.post(held + "/replay").text()).contains("It still cannot be applied.");
        assertThat(operator.post(held + "/discard").text()).contains("Discarded.");
    }

    @Test
    void contactsAreFoundMergedParted() {
        world.run(
                "merge",
                entry(
                        "T-010",
                        1,
                        "TRANSFERRED",
                        "twin@example.org",
                        transfer("m1", "anna10@example.org", "twin@example.org")));
        Browser agent = world.as(Role.AGENT);
        Page found = agent.get(world.base() + "/contacts?q=twin%40example.org");
        String twin = contactIn(found);
        String anna = contactIn(agent.get(world.base() + "/contacts?q=anna10%40example.org"));
        assertThat(agent.get(world.base() + "/contacts/" + twin).text()).contains("T-010", "temporary", "not given");

        Page preview = agent.get(world.base() + "/contacts/" + twin + "/merge?into=" + anna);
        assertThat(preview.text()).contains("Is merged", "Stays", "Anna Meier10");
        Page merged = agent.post(world.base() + "/contacts/" + twin + "/merge", "into", anna);
        assertThat(merged.path()).isEqualTo(world.base() + "/contacts/" + anna);
        assertThat(merged.text())
                .contains("Merged.", "T-010", "Merged into this one Pending CREATION twin@example.org")
                .doesNotContain(twin);
        assertThat(agent.get(world.base() + "/contacts/" + twin).path()).endsWith(anna);
        assertThat(agent.post(world.base() + "/contacts/" + twin + "/unmerge").text())
                .contains("The merge is undone.");
    }

    @Test
    void aContactTellsWhereEachConsentCameFromAndWhoMayBeTheSamePerson() {
        world.run("consents", """
                {"ticketId":"T-012","sequence":1,"status":"TRANSFERRED","statusDate":"2026-06-14T09:01:00Z",\
                "walletOwner":{"email":"carl@example.org"},"spectatorDetails":{"email":"carl@example.org","firstName":"Carl",\
                "lastName":"Cane","organizerSpectatorPreference":{"allowPromoEmail":true}},"transfer":{"transferId":"c1",\
                "direction":"FORWARD","senderEmail":"anna12@example.org","recipientEmail":"carl@example.org",\
                "initiatedAt":"2026-06-14T09:00:00Z"}}""");
        Browser agent = world.as(Role.AGENT);
        String path =
                world.base() + "/contacts/" + contactIn(agent.get(world.base() + "/contacts?q=carl%40example.org"));

        Page page = agent.get(path);
        assertThat(page.text())
                .containsPattern("given communication from the institution by e-mail Told on .* by Interface consents")
                .contains("not given electronic coordinates to third parties No answer is on record.")
                .doesNotContain("Possible duplicate");
        world.contact("carl@example.org", "Carla", "Cane");

        Page shared = agent.get(path);
        assertThat(shared.text()).contains("Possible duplicate: they share an address Carla Cane");
        assertThat(shared.html()).contains(path + "/merge?into=");
        assertThat(world.as(Role.VIEWER).get(path).text())
                .contains("Possible duplicate: they share an address")
                .doesNotContain("Carla");
    }

    @Test
    void aPersonIsHandedOutAndErasedAfterAWarning() {
        Browser operator = world.as(Role.OPERATOR);
        String anna = contactIn(operator.get(world.base() + "/contacts?q=anna11%40example.org"));
        String path = world.base() + "/contacts/" + anna;

        assertThat(operator.get(path + "/export").html()).contains("anna11@example.org", "T-011");
        assertThat(operator.get(path + "/erase").text()).contains("still holds one ticket");
        assertThat(operator.post(path + "/erase").text()).contains("confirm it");
        Page erased = operator.post(path + "/erase", "sure", "true");
        assertThat(erased.text()).contains("Erased contact", "T-011").doesNotContain("anna11@");
        assertThat(world.as(Role.AGENT).get(path + "/export").status()).isEqualTo(403);
    }

    @Test
    void theJournalIsFilteredAndProved() {
        Browser viewer = world.as(Role.VIEWER);
        Page page = viewer.get(world.base() + "/journal?entity=ticket&id=T-015");

        assertThat(page.text()).contains("T-015").doesNotContain("T-016");
        assertThat(viewer.post(world.base() + "/journal/check").text()).contains("are as they were written");
        assertThat(viewer.get(world.base() + "/journal/head").html()).contains("\"hash\"", "\"seq\"");
    }

    @Test
    void anEventShowsItsFiguresAndAnExportThatIsSafeToOpen() {
        world.run(
                "event",
                entry("T-003", 1, "DOWNLOADED", "anna3@example.org", ""),
                entry(
                        "T-003",
                        2,
                        "TRANSFERRED",
                        "zoe@example.org",
                        transfer("e1", "anna3@example.org", "zoe@example.org")));
        Browser agent = world.as(Role.AGENT);

        assertThat(agent.get(world.base() + "/event?id=E-1").text())
                .contains("Carmen " + ScreensWorld.HOSTILE, "Transferred", "at the start");
        Page export = agent.get(world.base() + "/event/tickets.csv?id=E-1");
        assertThat(export.header("Content-Type")).startsWith("text/csv");
        assertThat(export.html()).contains("T-005,900005,E-1,A-5,PRINTED").contains("anna5@example.org");
        assertThat(world.as(Role.VIEWER)
                        .get(world.base() + "/event/tickets.csv?id=E-1")
                        .html())
                .doesNotContain("anna5@");
    }

    @Test
    void timesFollowTheOrganizersTimeZone() {
        Browser admin = world.as(Role.ADMINISTRATOR);
        admin.get(world.base() + "/settings");

        assertThat(admin.post(
                                world.base() + "/settings",
                                "name",
                                "Opera work",
                                "timeZone",
                                "Mars/Base",
                                "language",
                                "en",
                                "retentionDays",
                                "30")
                        .text())
                .contains("This is not a time zone");
        Page changed = admin.post(
                world.base() + "/settings",
                "name",
                "Opera work",
                "timeZone",
                "Asia/Tokyo",
                "language",
                "fr",
                "retentionDays",
                "40");
        assertThat(changed.text()).contains("Saved.", "Asia/Tokyo");
    }

    private static String contactIn(Page page) {
        Matcher link = Pattern.compile("/contacts/([0-9a-f-]{36})\"").matcher(page.html());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }
}
