package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.counterfoil.api.ApiServer;
import io.counterfoil.browser.Chromium;
import io.counterfoil.browser.Look;
import io.counterfoil.browser.PageRoutes;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * Every page of the back office in a real browser, see {@link Look}; with much in it, and with nothing yet. A page that is added
 * and not looked at fails the test.
 */
// beside the other tests of the one application: it has a browser and organizers of its own, and changes nothing that
// others see
@Execution(ExecutionMode.CONCURRENT)
@Order(4)
@ApiServer
class ScreenshotsIT {
    private final ApplicationContext context;
    private final int port;
    private final Look look = new Look();

    ScreenshotsIT(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
    }

    @Test
    void everyPageFitsAndIsAccessible() {
        try (Chromium chromium = Chromium.start()) {
            ShownPages shown = new ShownPages(context, port);
            try (BrowserContext visitor = context(chromium)) {
                Page page = look.watch(visitor.newPage());
                Map<String, String> pages = shown.ofVisitors();
                pages.forEach((name, path) -> {
                    page.navigate(path);
                    look.at(page, name);
                });
                page.navigate("/sign-in?lang=fr");
                pages.values().forEach(path -> look.fits(page, path, "fr"));
            }
            Map<String, String> pages = shown.ofAdministrators();
            Map<String, String> empty = shown.empty();
            try (BrowserContext user = context(chromium)) {
                Page page = look.watch(user.newPage());
                signIn(page, shown.world);
                pages.forEach((name, path) -> {
                    page.navigate(path);
                    look.at(page, name);
                });
                empty.forEach((name, path) -> {
                    page.navigate(path);
                    look.empty(page, name);
                });
                aJobIsDone(page, Objects.requireNonNull(pages.get("bulk-job")));
                aTokenIsMade(page);
                anEventIsBeingRead(page, shown.world);
                page.navigate(shown.world.base() + "?lang=fr");
                Stream.of(pages, empty)
                        .flatMap(each -> each.values().stream())
                        .forEach(path -> look.fits(page, path, "fr"));
            }
        }
        assertThat(look.problems()).isEmpty();
        PageRoutes.of(context, PageAccess.class.getPackage()).areLookedAt(look.paths(), ShownPages.exceptions());
    }

    private void aJobIsDone(Page page, String job) {
        page.navigate(job);
        page.click("#progress button");
        page.waitForSelector("#progress:has(progress):not([hx-get])");
        page.reload();
        look.at(page, "bulk-done");
    }

    private void aTokenIsMade(Page page) {
        page.navigate("/tokens");
        page.fill("#name", "Box office");
        page.click("main .btn-primary");
        assertThat(page.inputValue("#secret")).startsWith("cft_");
        look.at(page, "token-made");
    }

    /** The figures of an event that nobody ever finishes reading. */
    private void anEventIsBeingRead(Page page, ScreensWorld world) {
        world.ticketOf("E-2");
        @SuppressWarnings("unchecked")
        Map<String, Object> readings =
                (Map<String, Object>) ReflectionTestUtils.getField(context.getBean(EventFacts.class), "readings");
        Objects.requireNonNull(readings).put(world.organizer + " Europe/Paris E-2", new CompletableFuture<>());
        page.navigate(world.base() + "/event?id=E-2");
        assertThat(page.innerText("main [role=status]")).contains("being counted");
        look.at(page, "event-being-read");
    }

    private static void signIn(Page page, ScreensWorld world) {
        page.navigate("/sign-in");
        page.fill("#login", world.loginOfAll());
        page.fill("#password", ScreensWorld.PASSWORD);
        page.click("button[type=submit]");
    }

    private BrowserContext context(Chromium chromium) {
        return chromium.context(new NewContextOptions().setBaseURL("http://localhost:" + port));
    }
}
