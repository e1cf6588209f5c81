package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.counterfoil.browser.Axe;
import io.counterfoil.browser.Chromium;
import io.counterfoil.browser.Picture;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The phone page in a real browser: signing in, showing a ticket with and without a connection, passing one on. On the way
 * each page is photographed into {@code target/screenshots}, wide and narrow, light and dark, and looked at by axe.
 */
@ApiServer
class PhoneInBrowserIT {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "browser-key-0123456789-0123456789-01";
    private static final String TICKET = "/wallet/app/ticket?organizer=hall&ticket=B-";
    private static final String LIVE = "#live";

    @LocalServerPort
    private int port;

    @Autowired
    private WalletClients walletClients;

    private final List<String> problems = new ArrayList<>();

    @Test
    void aTicketIsShownWithoutConnectionAndPassedOn() {
        try (Chromium chromium = Chromium.start()) {
            walletClients.register(new OrganizerCode("hall"), KEY, FeedMode.EVERY_CHANGE);
            inject("bea@example.org", "B-1", "B-2", "B-3");
            try (BrowserContext phone = context(chromium, 390, ColorScheme.LIGHT, "en-GB")) {
                story(phone);
            }
            look(chromium, 390, ColorScheme.DARK, "fr-FR");
            look(chromium, 1280, ColorScheme.LIGHT, "en-GB");
            look(chromium, 1280, ColorScheme.DARK, "fr-FR");
            look(chromium, 360, ColorScheme.LIGHT, "fr-FR");
        }
        assertThat(problems).isEmpty();
    }

    private void story(BrowserContext phone) {
        Page page = page(phone);
        signIn(page, "bea@example.org");
        page.click("a.whole >> nth=0");
        page.click("button:has-text('Download')");
        page.click("button:has-text('Activate')");
        assertThat(page.locator(".qr svg path").count()).isEqualTo(1);
        take(page, "ticket-active", 390, ColorScheme.LIGHT);

        page.navigate(TICKET + "2");
        page.fill("#email", "not an address@");
        page.locator("#email").evaluate("field => field.form.noValidate = true");
        page.click("button:has-text('Transfer')");
        assertThat(page.textContent("#problem")).contains("not an e-mail address that can be used");
        take(page, "refused", 390, ColorScheme.LIGHT);
        page.fill("#email", "cy@example.org");
        page.click("button:has-text('Transfer')");
        assertThat(page.textContent(LIVE)).contains("To cy@example.org.");

        page.navigate("/wallet/app");
        page.waitForFunction("async () => navigator.serviceWorker.controller"
                + " && (await (await caches.open('wallet-pages')).keys()).some(one => one.url.includes('ticket=B-1'))");
        phone.setOffline(true);
        page.navigate("/wallet/app");
        assertThat(page.isVisible(".without")).isTrue();
        take(page, "offline", 390, ColorScheme.LIGHT);
        page.click("a.whole >> nth=0");
        assertThat(page.locator(".qr svg path").count()).isEqualTo(1);
        assertThat(page.isDisabled("button:has-text('Deactivate')")).isTrue();
        page.navigate(TICKET + "3");
        assertThat(page.textContent("h1")).contains("No connection");
        phone.setOffline(false);
        // the page comes back by itself; leading it elsewhere meanwhile would break that off
        page.waitForSelector(LIVE);

        page.navigate("/wallet/app");
        page.click("button:has-text('Sign out')");
        signIn(page, "cy@example.org");
        assertThat(page.evaluate("async () => (await caches.match(location.origin + '" + TICKET + "1')) === undefined"))
                .isEqualTo(true);
        take(page, "offer", 390, ColorScheme.LIGHT);
        page.click("button:has-text('Accept')");
        assertThat(page.textContent("main")).contains("Gala");
    }

    private void look(Chromium chromium, int width, ColorScheme scheme, String locale) {
        try (BrowserContext context = context(chromium, width, scheme, locale)) {
            Page page = page(context);
            signIn(page, "bea@example.org");
            take(page, "tickets", width, scheme);
            page.navigate(TICKET + "1");
            take(page, "ticket-active", width, scheme);
            page.navigate(TICKET + "3");
            take(page, "ticket", width, scheme);
            page.navigate("/wallet/app/transfers");
            take(page, "transfers", width, scheme);
            page.navigate("/wallet/app/history");
            take(page, "history", width, scheme);
        }
    }

    private BrowserContext context(Chromium chromium, int width, ColorScheme scheme, String locale) {
        return chromium.context(new NewContextOptions()
                .setViewportSize(width, 844)
                .setColorScheme(scheme)
                .setLocale(locale)
                .setBaseURL("http://localhost:" + port));
    }

    private Page page(BrowserContext context) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // browsers note refused forms and missing connections as errors of their own
            boolean told =
                    message.text().contains("status of 4") || message.text().contains("ERR_INTERNET");
            if (message.type().equals("error") && !told) {
                problems.add(page.url() + ": " + message.text());
            }
        });
        return page;
    }

    private void signIn(Page page, String email) {
        page.navigate("/wallet/app");
        page.fill("#email", email);
        page.click("button.main");
        page.fill("#code", page.textContent("#shown-code"));
        page.click("button.main");
        page.waitForSelector(LIVE);
    }

    private void take(Page page, String name, int width, ColorScheme scheme) {
        String picture = "phone-" + name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        Picture.take(page, PICTURES.resolve(picture + ".png"));
        Object wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wider instanceof Number pixels && pixels.intValue() > 0) {
            problems.add(picture + " is " + pixels + " px wider than the screen");
        }
        Axe.problems(page).forEach(problem -> problems.add(picture + ": " + problem));
    }

    private void inject(String email, String... ticketIds) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode tickets = body.putArray("tickets");
        for (String id : ticketIds) {
            ObjectNode ticket = tickets.addObject().put("ticketId", id).put("seat", "Row 4, seat 1" + id);
            ticket.putObject("event")
                    .put("name", "Gala of the Season")
                    .put("startsAt", "2026-07-01T19:30:00+02:00")
                    .put("venue", "Great House");
            ticket.putObject("security").put("barcode", "4006381333931-" + id);
            ticket.putObject("spectatorDetails").put("email", email);
        }
        assertThat(new Client(port, KEY)
                        .post("/wallet/hall/organizer/tickets", body.toString())
                        .response()
                        .body())
                .contains("ACCEPTED");
    }
}
