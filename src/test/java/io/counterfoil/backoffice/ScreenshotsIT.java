package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.browser.Chromium;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Every page in a real browser, wide and narrow, light and dark: pictures in {@code target/screenshots}, nothing wider than the
 * screen, nothing that axe finds, nothing that the Content-Security-Policy blocks.
 */
@ApiServer
class ScreenshotsIT {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final List<Integer> WIDTHS = List.of(1280, 390);
    private static final int HEIGHT = 900;

    private final ScreensWorld world;
    private final int port;

    ScreenshotsIT(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.port = port;
        this.world = new ScreensWorld(context, port, "shots");
    }

    @Test
    void everyPageFitsAndIsAccessible() {
        List<String> problems = new ArrayList<>();
        try (Chromium chromium = Chromium.start()) {
            prepare();
            for (int width : WIDTHS) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    try (BrowserContext context = chromium.context(new NewContextOptions()
                            .setViewportSize(width, HEIGHT)
                            .setColorScheme(scheme)
                            .setBaseURL("http://localhost:" + port))) {
                        look(context, width, scheme, problems);
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    private void prepare() {
        world.tickets(30);
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
                entry(
                        "T-001",
                        3,
                        "FAILURE_TRANSFER",
                        "ben@example.org",
                        transfer("t2", "ben@example.org", "cleo@example.org")),
                entry("T-001", 4, "DOWNLOADED", "dora@example.org", ""),
                entry(
                        "T-001",
                        5,
                        "PENDING_TRANSFER",
                        "dora@example.org",
                        transfer("t3", "dora@example.org", "emil@example.org")),
                entry("T-404", 6, "DOWNLOADED", "x@example.org", ""));
        world.waitingWork();
        world.as(Role.ADMINISTRATOR);
    }

    private void look(BrowserContext context, int width, ColorScheme scheme, List<String> problems) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // a page that is not there is told with 404, which the browser notes
            if (message.type().equals("error") && !message.text().contains("404")) {
                problems.add(page.url() + ": " + message.text());
            }
        });
        page.navigate("/sign-in");
        take(page, "sign-in", width, scheme, problems);
        page.fill("#login", "administrator." + world.organizer);
        page.fill("#password", ScreensWorld.PASSWORD);
        page.click("button[type=submit]");
        Map<String, String> pages = new LinkedHashMap<>();
        String base = world.base();
        pages.put("home", base);
        pages.put("tickets", base + "/tickets");
        pages.put("ticket", base + "/ticket?id=T-001");
        pages.put("contacts", base + "/contacts");
        pages.put("events", base + "/events");
        pages.put("event", base + "/event?id=E-1");
        pages.put("interfaces", base + "/interfaces");
        pages.put("interface", base + "/interfaces/main");
        pages.put("interface-settings", base + "/interfaces/main/settings");
        pages.put("function", base + "/interfaces/main/functions/retrieve-ticket-status");
        pages.put("reset", base + "/interfaces/main/reset");
        pages.put("quarantine", base + "/quarantine");
        pages.put("undo-requests", base + "/undo-requests");
        pages.put("out-of-step", base + "/out-of-step");
        pages.put("skipped", base + "/skipped");
        pages.put("journal", base + "/journal");
        pages.put("account", "/account");
        pages.put("settings", base + "/settings");
        pages.put("bulk", base + "/bulk");
        pages.put("nothing", base + "/nothing");
        pages.forEach((name, path) -> {
            page.navigate(path);
            take(page, name, width, scheme, problems);
        });
        linked(
                page,
                base + "/contacts?q=ben%40example.org",
                "contact",
                "a[href*='/contacts/']",
                width,
                scheme,
                problems);
        linked(page, base + "/quarantine", "held", "td a[href*='/quarantine/']", width, scheme, problems);
        linked(page, base, "run", "a[href*='/runs/']", width, scheme, problems);
        page.navigate(base + "/tickets?lang=fr&q=T-0");
        take(page, "tickets-fr", width, scheme, problems);
        page.navigate(base + "?lang=en");
    }

    private static void linked(
            Page page, String from, String name, String link, int width, ColorScheme scheme, List<String> problems) {
        page.navigate(from);
        page.navigate(page.locator(link).first().getAttribute("href"));
        take(page, name, width, scheme, problems);
    }

    private static void take(Page page, String name, int width, ColorScheme scheme, List<String> problems) {
        String where = name + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
        page.screenshot(new ScreenshotOptions()
                .setPath(PICTURES.resolve(where + ".png"))
                .setFullPage(true));
        Object wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        if (Boolean.TRUE.equals(wide)) {
            problems.add(where + " is wider than the screen");
        }
        for (Rule rule : new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations()) {
            problems.add(where + ": " + rule.getId() + " " + rule.getHelp() + " "
                    + rule.getNodes().stream()
                            .limit(3)
                            .map(node -> node.getHtml())
                            .toList());
        }
    }
}
