package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.AccountLinks;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.browser.Chromium;
import io.counterfoil.browser.Look;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Every page of the back office in a real browser, see {@link Look}; with much in it, and with nothing yet. */
// beside the other tests of the one application: it has a browser and organizers of its own, and changes nothing that
// others see
@Execution(ExecutionMode.CONCURRENT)
@ApiServer
class ScreenshotsIT {
    private final ScreensWorld world;
    private final ApplicationContext context;
    private final int port;
    private final Look look = new Look();

    ScreenshotsIT(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
        this.world = new ScreensWorld(context, port, "shots");
    }

    @Test
    void everyPageFitsAndIsAccessible() {
        try (Chromium chromium = Chromium.start()) {
            prepare();
            Browser links = world.asAdministratorOfAll();
            Account somebody = new PeopleWorld(context, port).somebody(Role.VIEWER);
            try (BrowserContext visitor = context(chromium)) {
                asVisitor(look.watch(visitor.newPage()), somebody);
            }
            try (BrowserContext user = context(chromium)) {
                Page page = look.watch(user.newPage());
                signIn(page);
                Map<String, String> pages = pages(somebody, links);
                pages.forEach((name, path) -> {
                    page.navigate(path);
                    look.at(page, name);
                });
                page.navigate(world.base() + "?lang=fr");
                pages.forEach((name, path) -> {
                    page.navigate(path);
                    look.narrow(page, name + "-fr");
                });
            }
        }
        assertThat(look.problems()).isEmpty();
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
        new DeskWorld(context, world.organizer).week();
        DeskSettingsWorld.in(context, world.organizer);
    }

    private void asVisitor(Page page, Account somebody) {
        String link = context.getBean(AccountLinks.class).reset(somebody, PeopleWorld.ALL);
        Map<String, String> open = new LinkedHashMap<>();
        open.put("sign-in", "/sign-in");
        open.put("forgotten", "/sign-in/forgotten");
        open.put("choose-password", link);
        open.put("link-over", "/reset/used");
        open.forEach((name, path) -> {
            page.navigate(path);
            look.at(page, name);
        });
    }

    private void signIn(Page page) {
        page.navigate("/sign-in");
        page.fill("#login", world.loginOfAll());
        page.fill("#password", ScreensWorld.PASSWORD);
        page.click("button[type=submit]");
    }

    /** Every page that somebody signed in reaches, by the name of its pictures. */
    private Map<String, String> pages(Account somebody, Browser links) {
        Map<String, String> pages = new LinkedHashMap<>();
        String base = world.base();
        for (String list : List.of(
                "tickets",
                "contacts",
                "events",
                "interfaces",
                "quarantine",
                "undo-requests",
                "out-of-step",
                "skipped",
                "journal",
                "settings",
                "bulk",
                "cases",
                "mails/held",
                "mails/ignored",
                "mails/failed",
                "nothing")) {
            pages.put(list.replace('/', '-'), base + "/" + list);
        }
        pages.put("case", base + "/cases/1");
        pages.put("case-new", base + "/cases/new");
        pages.put("case-reports", base + "/cases/reports");
        pages.put("mail", links.get(base + "/cases/1").link(base + "/mails/"));
        pages.put("home", base);
        DeskSettingsWorld.SHOWN.forEach(page -> pages.put(page.replace('/', '-'), base + "/" + page));
        pages.put("ticket", base + "/ticket?id=T-001");
        pages.put("event", base + "/event?id=E-1");
        pages.put("interface", base + "/interfaces/main");
        pages.put("interface-new", base + "/interfaces/new");
        pages.put("interface-settings", base + "/interfaces/main/settings");
        pages.put("function", base + "/interfaces/main/functions/retrieve-ticket-status");
        pages.put("reset", base + "/interfaces/main/reset");
        String contact = links.get(base + "/contacts?q=ben%40example.org").link(base + "/contacts/");
        pages.put("contact", contact);
        pages.put("merge", contact + "/merge");
        pages.put("erase", contact + "/erase");
        pages.put("held", links.get(base + "/quarantine").link(base + "/quarantine/"));
        pages.put("run", links.get(base).link(base + "/runs/"));
        links.get(base + "/bulk");
        pages.put(
                "bulk-job",
                links.post(
                                base + "/bulk",
                                "action",
                                "DISTRIBUTE",
                                "tickets",
                                "T-002;flo@example.org\nT-404;gus@example.org\nT-003;nobody@")
                        .path());
        pages.put("tickets-none", base + "/tickets?q=nobody");
        String empty = new ScreensWorld(context, port, "empty").base();
        for (String list : List.of(
                "",
                "/tickets",
                "/contacts",
                "/events",
                "/interfaces",
                "/quarantine",
                "/undo-requests",
                "/out-of-step",
                "/skipped",
                "/journal")) {
            pages.put("empty" + list.replace('/', '-'), empty + list);
        }
        pages.put("account", "/account");
        pages.put("second-factor", "/account/second-factor");
        pages.put("users", "/users");
        pages.put("user-new", "/users/new");
        pages.put("user", "/users/" + somebody.id());
        pages.put("tokens", "/tokens");
        pages.put("installation-journal", "/journal");
        return pages;
    }

    private BrowserContext context(Chromium chromium) {
        return chromium.context(new NewContextOptions().setBaseURL("http://localhost:" + port));
    }
}
