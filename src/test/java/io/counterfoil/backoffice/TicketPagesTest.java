package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@ApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketPagesTest {
    private final ApplicationContext context;
    private final ScreensWorld world;
    private final int port;

    TicketPagesTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
        this.world = new ScreensWorld(context, port, "pages");
    }

    @BeforeEach
    void transfers() {
        world.tickets(60);
        world.run(
                "main",
                entry(
                        "T-001",
                        1,
                        "PENDING_TRANSFER",
                        "anna1@example.org",
                        transfer("t1", "anna1@example.org", "ben@example.org")),
                entry(
                        "T-001",
                        2,
                        "TRANSFERRED",
                        "ben@example.org",
                        transfer("t1", "anna1@example.org", "ben@example.org")),
                entry(
                        "T-001",
                        3,
                        "PENDING_TRANSFER",
                        "ben@example.org",
                        transfer("t2", "ben@example.org", "cleo@example.org")),
                entry(
                        "T-001",
                        4,
                        "FAILURE_TRANSFER",
                        "ben@example.org",
                        transfer("t2", "ben@example.org", "cleo@example.org")),
                entry("T-001", 5, "DOWNLOADED", "dora@example.org", ""),
                entry(
                        "T-001",
                        6,
                        "PENDING_TRANSFER",
                        "dora@example.org",
                        transfer("t3", "dora@example.org", "emil@example.org")),
                entry("T-404", 7, "DOWNLOADED", "x@example.org", ""));
    }

    @Test
    void homeTellsWhatNeedsALookAndLeadsThere() {
        Page home = world.as(Role.VIEWER).get("/");

        assertThat(home.status()).isEqualTo(200);
        assertThat(home.path()).isEqualTo(world.base());
        assertThat(home.text()).contains("Something needs a look", "In quarantine", "Unknown ticket", "works");
        assertThat(home.html())
                .contains("href=\"" + world.base() + "/quarantine\"")
                .doesNotContain("??");
    }

    @Test
    void homeInFrenchSaysItInFrench() {
        Page home = world.as(Role.VIEWER).get(world.base() + "?lang=fr&theme=dark");

        assertThat(home.html())
                .contains("<html lang=\"fr\"", "data-bs-theme=\"dark\"")
                .doesNotContain("??");
        assertThat(home.text()).contains("Quelque chose est à regarder", "Europe/Paris");
    }

    @Test
    void homesChartsLeadToTheTransfersThatTheyCount() {
        ScreensWorld own = new ScreensWorld(context, port, "home-charts").tickets(4);
        Instant now = Instant.now();
        own.run(
                "main",
                pending("T-001", "young@example.org", now.minus(Duration.ofMinutes(5))),
                pending("T-002", "older@example.org", now.minus(Duration.ofMinutes(90))),
                pending("T-003", "oldest@example.org", now.minus(Duration.ofHours(60))));
        Browser agent = own.as(Role.AGENT);
        Page home = agent.get(own.base());

        String age = own.base() + "/transfers?age=";
        assertThat(home.html()).contains("<a href=\"" + age + "PT0S\"", "<a href=\"" + age + "PT1H\"", age + "PT24H\"");
        Page older = agent.get(age + "PT1H");
        assertThat(older.text())
                .contains("T-002", "older@example.org", "for 90 min")
                .doesNotContain("T-001", "T-003");
        assertThat(agent.get(age + "PT0S").text()).contains("T-001").doesNotContain("T-002");
        assertThat(agent.get(age + "PT24H").text()).contains("T-003").doesNotContain("T-002");
        assertThat(agent.get(own.base() + "/transfers").text()).contains("T-001", "T-002", "T-003");
        // hours without a transfer lead nowhere; the first with one is that of the older
        Page hour = agent.get(home.link(own.base() + "/transfers?hour="));
        assertThat(hour.text())
                .contains("Transfers that began on", "T-002", "older@example.org")
                .doesNotContain("T-003");
        assertThat(home.html().split("/transfers\\?age=PT15M", -1))
                .as("a group without any leads nowhere from the chart, and from its table to an empty list")
                .hasSize(2);
        assertThat(own.as(Role.VIEWER).get(own.base() + "/transfers").html())
                .contains("T-002")
                .doesNotContain("older@");
        assertThat(agent.get(own.base() + "/transfers?age=PT2H").status()).isEqualTo(400);
        assertThat(agent.get(own.base() + "/transfers?hour=noon").status()).isEqualTo(400);
        assertThat(agent.get(own.base() + "/transfers?hour=2020-01-01T00:00:00Z")
                        .status())
                .isEqualTo(400);
        assertThat(agent.get(own.base() + "/transfers?after=1.2").status()).isEqualTo(400);
        // a time that Java has and the database has not
        String beginningOfTime = Long.MIN_VALUE + "." + new UUID(0, 0);
        assertThat(agent.get(own.base() + "/transfers?after=" + beginningOfTime).status())
                .isEqualTo(400);
    }

    private static String pending(String ticket, String to, Instant at) {
        return """
                {"ticketId":"%s","status":"PENDING_TRANSFER","statusDate":"%s","walletOwner":{"email":"sender@example.org"},\
                "transfer":{"transferId":"h-%s","direction":"FORWARD","senderEmail":"sender@example.org",\
                "recipientEmail":"%s","initiatedAt":"%s"}}""".formatted(ticket, at, ticket, to, at);
    }

    @Test
    void anInterfaceThatNeverHadAGoodRunIsTheFurthestBehind() {
        ScreensWorld own = new ScreensWorld(context, port, "home-lag").tickets(1);
        Browser admin = own.as(Role.ADMINISTRATOR);
        admin.get(own.base() + "/interfaces/new");
        admin.post(
                own.base() + "/interfaces",
                "code",
                "silent",
                "organization",
                "opera",
                "url",
                "http://localhost:1/organizer/tickets",
                "batchSize",
                "500");

        assertThat(admin.get(own.base()).text())
                .as("nothing is green before the first run")
                .contains("Nothing has run yet", "Last in step never")
                .doesNotContain("Everything is in step");

        own.run("main", entry("T-001", 1, "DOWNLOADED", "anna1@example.org", ""));

        assertThat(admin.get(own.base()).text()).contains("Something needs a look", "Last in step never");
    }

    @Test
    void ticketsAreFoundByWhateverPeopleHave() {
        Browser agent = world.as(Role.AGENT);
        String list = world.base() + "/tickets?q=";

        assertThat(agent.get(list + "T-00").text()).contains("T-001", "T-009").doesNotContain("T-010");
        assertThat(agent.get(list + "900007").text()).contains("T-007").doesNotContain("T-008");
        assertThat(agent.get(list + "B000008").text()).contains("T-008").doesNotContain("T-007");
        assertThat(agent.get(list + "a-9").text()).contains("T-009").doesNotContain("T-008");
        assertThat(agent.get(list + "ANNA3%40example.org").text())
                .contains("T-003")
                .doesNotContain("T-004");
        assertThat(agent.get(list + "meier5").text()).contains("T-005", "T-050").doesNotContain("T-006");
        assertThat(agent.get(list + "anna+meier12").text()).contains("T-012").doesNotContain("T-013");
        assertThat(agent.get(list + "emil%40example.org").text()).contains("T-001");
        assertThat(agent.get(list + "%3Cscript%3E").text()).contains("No ticket fits");
    }

    @Test
    void theListGoesOnPageByPageAndFilters() {
        Browser viewer = world.as(Role.VIEWER);

        Page first = viewer.get(world.base() + "/tickets");
        assertThat(first.text()).contains("T-050").doesNotContain("T-051");
        assertThat(first.html()).contains("/tickets?after=T-050");
        assertThat(viewer.get(world.base() + "/tickets?after=T-050").text())
                .contains("T-051")
                .doesNotContain("T-050");
        assertThat(viewer.get(world.base() + "/tickets?mobile=PENDING_TRANSFER").text())
                .contains("T-001")
                .doesNotContain("T-002");
        assertThat(viewer.get(world.base() + "/tickets?openTransfer=true").text())
                .contains("T-001")
                .doesNotContain("T-002");
        assertThat(viewer.get(world.base() + "/tickets?event=E-1&state=CANCELLED")
                        .text())
                .contains("No ticket fits");
    }

    @Test
    void aTicketShowsHowItGotThere() {
        Page page = world.as(Role.AGENT).get(world.base() + "/ticket?id=T-001");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .doesNotContain("??")
                .contains("class=\"arrow pending\"", "class=\"arrow cancelled\"", "class=\"arrow confirmed inferred\"");
        assertThat(page.text()).contains("Anna Meier1", "ben@example.org", "emil@example.org", "Cancelled", "inferred");
    }

    @Test
    void whoHeldItAtATimeIsAnsweredWithinThePageAndWithoutScript() {
        Browser agent = world.as(Role.AGENT);
        String at = world.base() + "/ticket/holder?id=T-001&at=2026-06-14T11:02:30";

        Page within = agent.get(at, "HX-Request", "true");
        assertThat(within.html()).doesNotContain("<html");
        assertThat(within.text()).contains("Pending CREATION", "ben@example.org");
        assertThat(agent.get(at).html()).contains("<html").contains("ben@example.org");
        assertThat(agent.get(world.base() + "/ticket/holder?id=T-001&step=0").text())
                .contains("as imported");
    }

    @Test
    void aViewerSeesPeopleMaskedAndMayNotAct() {
        Browser viewer = world.as(Role.VIEWER);
        Page page = viewer.get(world.base() + "/ticket?id=T-001");

        assertThat(page.html())
                .doesNotContain("ben@example.org", "Meier1", "B000001")
                .contains("b•••@example.org");
        assertThat(viewer.post(world.base() + "/ticket/distribute", "id", "T-002", "email", "x@example.org")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAgentDistributesATicketThatIsInNoWallet() {
        Browser agent = world.as(Role.AGENT);
        agent.get(world.base() + "/ticket?id=T-020");

        Page done = agent.post(
                world.base() + "/ticket/distribute",
                "id",
                "T-020",
                "email",
                "fritz@example.org",
                "firstName",
                "Fritz",
                "lastName",
                "<b>Lang</b>",
                "reason",
                "swap");

        assertThat(done.path()).isEqualTo(world.base() + "/ticket?id=T-020");
        assertThat(done.text()).contains("the ticket has changed hands", "Fritz <b>Lang</b>", "Take back");
        assertThat(done.html()).doesNotContain("<b>Lang");
        Page back = agent.post(world.base() + "/ticket/take-back", "id", "T-020", "reason", "again");
        assertThat(back.text()).contains("the ticket has changed hands", "Anna Meier20");
    }

    @Test
    void whatIsRefusedIsSaidAboveTheForm() {
        Browser agent = world.as(Role.AGENT);
        agent.get(world.base() + "/ticket?id=T-021");

        Page refused = agent.post(world.base() + "/ticket/distribute", "id", "T-021", "email", "nobody at all");

        assertThat(refused.path()).isEqualTo(world.base() + "/ticket?id=T-021");
        assertThat(refused.text()).contains("This is not a usable e-mail address.", "nobody at all");
    }

    @Test
    void undoingAnAcceptedTransferTakesTwoPeople() {
        world.run(
                "main",
                entry(
                        "T-030",
                        30,
                        "TRANSFERRED",
                        "gus@example.org",
                        transfer("t30", "anna30@example.org", "gus@example.org")));
        Browser agent = world.as(Role.AGENT);
        agent.get(world.base() + "/ticket?id=T-030");
        Page asked = agent.post(world.base() + "/ticket/undo", "id", "T-030", "reason", "sold twice");
        assertThat(asked.text()).contains("another person approves");
        assertThat(agent.post(world.base() + "/ticket/undo/approve", "id", "T-030")
                        .text())
                .contains("another person has to approve it");

        Browser other = world.as(Role.AGENT, "other");
        assertThat(other.get(world.base() + "/ticket?id=T-030").text()).contains("sold twice", "Approve and take back");
        Page done = other.post(world.base() + "/ticket/undo/approve", "id", "T-030");

        assertThat(done.text()).contains("Asked for: the ticket changes hands when the wallet has answered");
    }

    @Test
    void nobodySeesAnotherOrganizersPages() {
        ScreensWorld other = new ScreensWorld(context, port, "elsewhere");
        Browser viewer = world.as(Role.VIEWER);

        assertThat(viewer.get(other.base()).status()).isEqualTo(404);
        assertThat(viewer.get(other.base() + "/ticket?id=T-001").status()).isEqualTo(404);
        assertThat(viewer.get(world.base() + "/ticket?id=nothing").text()).contains("nothing at this address");
        assertThat(viewer.get(world.base() + "/nonsense").status()).isEqualTo(404);
        assertThat(viewer.get("/").html()).doesNotContain("Opera elsewhere");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        Browser agent = world.as(Role.AGENT);
        agent.get(world.base() + "/ticket?id=T-001");

        Page refused = agent.postWithToken(world.base() + "/ticket/take-back", "forged", "id", "T-001");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("Content-Type")).startsWith("text/html");
        assertThat(refused.text()).contains("This form is out of date", "reload the page, and send it again");
        assertThat(refused.html()).contains("href=\"" + world.base() + "/ticket?id=T-001\"");
    }

    @Test
    void hostileTextStaysText() {
        Page list = world.as(Role.AGENT).get(world.base() + "/tickets");

        assertThat(list.html()).doesNotContain(ScreensWorld.HOSTILE).contains("&lt;script&gt;");
        assertThat(list.header("Content-Security-Policy"))
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
    }
}
