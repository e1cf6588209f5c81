package io.counterfoil.backoffice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.NewToken;
import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Role;
import io.counterfoil.accounts.Tokens;
import io.counterfoil.api.ApiServer;
import io.counterfoil.browser.Axe;
import io.counterfoil.browser.Chromium;
import io.counterfoil.browser.Keys;
import io.counterfoil.browser.Look;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An agent's day in a real browser: mails come in, are answered, noted, assigned, merged, released. */
@ApiServer
class AgentDayIT {
    private final ScreensWorld world;
    private final int port;
    private final String token;
    private final Look look = new Look();

    AgentDayIT(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new ScreensWorld(context, port, "agent-day");
        this.port = port;
        new DeskWorld(context, world.organizer);
        Access all = new Access(new UUID(0, 1), "test", Permission.of(Role.ADMINISTRATOR), null);
        this.token = context.getBean(Tokens.class)
                .create(new NewToken("mails", Role.ADMINISTRATOR, null, Set.of(world.organizer), null), all)
                .secret();
    }

    @Test
    void mailsAreAnsweredNotedAssignedMergedAndReleased() throws IOException, InterruptedException {
        world.tickets(2);
        push("anna1@example.org", "Where is my ticket?", "I cannot find T-001.");
        push("anna1@example.org", "Still nothing", "I wrote before.");
        push("stranger@elsewhere.example", "Re: [ID:0000001] Where is my ticket?", "It is mine too.");
        world.as(Role.AGENT);
        try (Chromium chromium = Chromium.start();
                BrowserContext user =
                        chromium.context(new NewContextOptions().setBaseURL("http://localhost:" + port))) {
            Page page = look.watch(user.newPage());
            page.onDialog(Dialog::accept);
            page.navigate("/sign-in");
            page.fill("#login", "agent." + world.organizer);
            page.fill("#password", ScreensWorld.PASSWORD);
            page.click("button[type=submit]");
            aMailIsReadAndAnswered(page);
            theCaseIsNotedAndTaken(page);
            theWayLeadsToTheTicketAndBack(page);
            anotherCaseIsMerged(page);
            aHeldMailIsReleased(page);
            aForgottenPageAsksNothingSoThatItsSessionEnds(look.watch(user.newPage()));
        }
        assertThat(look.problems()).isEmpty();
    }

    private void aForgottenPageAsksNothingSoThatItsSessionEnds(Page page) {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/presence")) {
                asked.add(request.url());
            }
        });
        page.clock().install();
        page.waitForRequest("**/presence", () -> page.navigate(world.base() + "/cases/1"));
        page.clock().fastForward("11:00");
        page.clock().runFor("01:00");
        page.evaluate("1");
        assertThat(asked).hasSize(1);
        page.waitForRequest("**/presence", () -> {
            page.keyboard().press("Tab");
            page.clock().runFor("00:21");
        });
    }

    private void aMailIsReadAndAnswered(Page page) {
        page.navigate(world.base() + "/cases");
        assertThat(Axe.problems(page)).isEmpty();
        Keys keys = new Keys(page);
        keys.tabTo("0000001 Where is my ticket?");
        keys.enter();
        assertThat(page.locator("article").first()).containsText("I cannot find T-001.");
        assertThat(Axe.problems(page)).isEmpty();
        keys.tabTo("text");
        keys.type("Look into your wallet");
        assertThat(page.locator("#draft-kept")).containsText("Kept on");
        page.reload();
        assertThat(page.locator("#text")).hasValue("Look into your wallet");
        keys.tabTo("Reply in public");
        keys.enter();
        assertThat(page.locator("body")).containsText("on its way");
        assertThat(page.locator("#text")).hasValue("");
    }

    private static void theCaseIsNotedAndTaken(Page page) {
        page.fill("#text", "She called as well");
        press(page, "Keep as a private note");
        assertThat(page.locator("article.entry-private").last()).containsText("She called as well");
        press(page, "Assign it to me");
        assertThat(page.locator("#assignee")).hasValue("agent.agent-day");
    }

    private static void theWayLeadsToTheTicketAndBack(Page page) {
        String at = page.url();
        page.locator("section[aria-labelledby=sender-title] a", new Page.LocatorOptions().setHasText("T-001"))
                .first()
                .click();
        assertThat(page.locator("h1")).containsText("T-001");
        page.locator("main a[href$='/cases/1']").first().click();
        assertThat(page.url()).isEqualTo(at);
    }

    private void anotherCaseIsMerged(Page page) {
        page.navigate(world.base() + "/cases/2");
        page.locator("summary", new Page.LocatorOptions().setHasText("Merge")).click();
        page.fill("#merge-into", "1");
        page.locator("form[action$='/merge'] button").click();
        assertThat(page.locator("body")).containsText("is merged into this one");
        assertThat(page.locator("section[aria-labelledby=said]")).containsText("I wrote before.");
    }

    private void aHeldMailIsReleased(Page page) {
        page.navigate(world.base() + "/mails/held");
        assertThat(Axe.problems(page)).isEmpty();
        press(page, "Join to case 1");
        assertThat(page.locator("h1")).containsText("[ID:0000001]");
        assertThat(page.locator("section[aria-labelledby=said]")).containsText("It is mine too.");
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    /** Gives a mail to the API as a mail server does. */
    private void push(String from, String subject, String text) throws IOException, InterruptedException {
        String raw = "From: " + from + "\r\nTo: support@example.org\r\nSubject: " + subject + "\r\nMessage-ID: <"
                + UUID.randomUUID() + "@fans.example>\r\nDate: Mon, 4 May 2026 08:00:00 +0000\r\n\r\n" + text + "\r\n";
        URI to = URI.create(
                "http://localhost:" + port + "/api/v1/organizers/" + world.organizer + "/mailboxes/support/messages");
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(
                            HttpRequest.newBuilder(to)
                                    .setHeader("Content-Type", "message/rfc822")
                                    .setHeader("Authorization", "Bearer " + token)
                                    .POST(BodyPublishers.ofString(raw))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            assertThat(status / 100).as("status " + status).isEqualTo(2);
        }
    }
}
