package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;

/** Follows every kind of link that there is, as each role. */
@ApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {
    private static final Pattern LINK = Pattern.compile("(?:href|action)=\"(/o/[^\"#]*)\"");
    private static final Pattern FORM = Pattern.compile("(?s)<form[^>]*method=\"post\".*?</form>");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    private final ScreensWorld world;

    EveryPageTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new ScreensWorld(context, port, "every");
        world.tickets(22);
        world.run(
                "main",
                entry(
                        "T-001",
                        1,
                        "TRANSFERRED",
                        "ben@example.org",
                        transfer("t1", "anna1@example.org", "ben@example.org")),
                entry(
                        "T-001",
                        2,
                        "PENDING_TRANSFER",
                        "ben@example.org",
                        transfer("t2", "ben@example.org", "cleo@example.org")),
                entry("T-404", 3, "DOWNLOADED", "x@example.org", ""));
        world.waitingWork();
        new DeskWorld(context, world.organizer).week();
        DeskSettingsWorld.in(context, world.organizer);
    }

    @Test
    void anAdministratorReachesEveryPageAndEachIsWholeWithATokenInEachForm() {
        Map<String, Page> pages = crawl(world.as(Role.ADMINISTRATOR), "");

        assertThat(pages.keySet())
                .contains(
                        world.base(),
                        world.base() + "/tickets",
                        world.base() + "/ticket?id=",
                        world.base() + "/tickets.csv",
                        world.base() + "/contacts.csv?q=",
                        world.base() + "/transfers",
                        world.base() + "/transfers?age=",
                        world.base() + "/undo-requests",
                        world.base() + "/out-of-step",
                        world.base() + "/skipped",
                        world.base() + "/contacts/ID",
                        world.base() + "/contacts/ID/merge",
                        world.base() + "/contacts/ID/erase",
                        world.base() + "/event?id=",
                        world.base() + "/event/tickets.csv?id=",
                        world.base() + "/interfaces/new",
                        world.base() + "/interfaces/main",
                        world.base() + "/interfaces/main/settings",
                        world.base() + "/interfaces/main/reset",
                        world.base() + "/interfaces/main/functions/external-printing",
                        world.base() + "/runs/ID",
                        world.base() + "/quarantine/ID",
                        world.base() + "/cases",
                        world.base() + "/cases/new",
                        world.base() + "/cases/reports",
                        world.base() + "/mails/held",
                        world.base() + "/mails/failed",
                        world.base() + "/mails/ignored",
                        world.base() + "/mails/blocked",
                        world.base() + "/mails/ID",
                        world.base() + "/mails/ID/attachments/1",
                        world.base() + "/mails/ID/raw",
                        world.base() + "/journal",
                        world.base() + "/settings",
                        world.base() + "/settings/mailboxes",
                        world.base() + "/settings/new-mailbox",
                        world.base() + "/settings/mailboxes/support",
                        world.base() + "/settings/suppliers",
                        world.base() + "/settings/new-supplier",
                        world.base() + "/settings/suppliers/lights",
                        world.base() + "/settings/capture-rules",
                        world.base() + "/settings/new-capture-rule",
                        world.base() + "/settings/capture-rules/order",
                        world.base() + "/settings/templates",
                        world.base() + "/settings/templates/agent-reply/fr",
                        world.base() + "/settings/mailboxes/support/brand",
                        world.base() + "/settings/canned-answers",
                        world.base() + "/settings/canned-answers/ID",
                        world.base() + "/settings/new-canned-answer",
                        world.base() + "/settings/service-levels",
                        world.base() + "/bulk");
        pages.forEach(EveryPageTest::isWhole);
        pages.forEach(EveryPageTest::formsCarryTheirTokens);
    }

    @Test
    void theSameInFrench() {
        crawl(world.as(Role.ADMINISTRATOR), "fr").forEach((path, page) -> {
            isWhole(path, page);
            if (isHtml(page)) {
                assertThat(page.html()).as(path).contains("<html lang=\"fr\"");
            }
        });
    }

    @Test
    void whatAViewerIsShownLeadsNowhereThatIsClosedToHim() {
        Map<String, Page> pages = crawl(world.as(Role.VIEWER), "");

        pages.forEach(EveryPageTest::isWhole);
        pages.forEach((path, page) ->
                assertThat(page.html()).as("personal data on %s", path).doesNotContain("ben@", "cleo@", "Meier1"));
    }

    private static void formsCarryTheirTokens(String path, Page page) {
        Matcher form = FORM.matcher(page.html());
        while (form.find()) {
            assertThat(form.group()).as("form on %s", path).contains("name=\"_csrf\"");
        }
    }

    private Map<String, Page> crawl(Browser browser, String language) {
        Map<String, Page> seen = new LinkedHashMap<>();
        Queue<String> next = new ArrayDeque<>();
        if (!language.isEmpty()) {
            browser.get(world.base() + "?lang=" + language);
        }
        next.add(world.base());
        while (!next.isEmpty()) {
            String path = next.remove();
            String kind = kind(path);
            if (seen.containsKey(kind)) {
                continue;
            }
            Page page = browser.get(path);
            seen.put(kind, page);
            Matcher link = LINK.matcher(page.html().replaceAll("(?s)<form.*?</form>", ""));
            while (isHtml(page) && link.find()) {
                next.add(HtmlUtils.htmlUnescape(link.group(1)));
            }
        }
        return seen;
    }

    /** Pages that differ by what they are about only are of one kind. */
    private static String kind(String path) {
        String known = ID.matcher(path).replaceAll("ID");
        int query = known.indexOf('?');
        int value = known.indexOf('=', Math.max(query, 0));
        return query < 0 ? known : known.substring(0, value < 0 ? known.length() : value + 1);
    }

    private static boolean isHtml(Page page) {
        return page.header("Content-Type").startsWith("text/html");
    }

    private static void isWhole(String path, Page page) {
        assertThat(page.status()).as(path).isEqualTo(200);
        if (!path.endsWith("/raw")) {
            assertThat(page.html()).as(path).doesNotContain(ScreensWorld.HOSTILE);
        }
        if (isHtml(page)) {
            assertThat(page.html().split("<h1", -1)).as("headings of %s", path).hasSize(2);
            assertThat(page.html())
                    .as(path)
                    .doesNotContain("??", " style=", "onclick", "<style", "null</")
                    .contains("<main", "class=\"skip-link\"");
            assertThat(page.html().length()).as("characters of %s", path).isLessThan(150_000);
        }
    }
}
