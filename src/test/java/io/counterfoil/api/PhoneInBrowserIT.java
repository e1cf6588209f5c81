package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.counterfoil.browser.Chromium;
import io.counterfoil.browser.Look;
import io.counterfoil.browser.PageRoutes;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The phone page in a real browser: signing in, showing a ticket with and without a connection, naming who uses it, passing one
 * on. On the way each page is looked at, see {@link Look}, and once more in French as narrow as can be.
 */
@ApiServer
class PhoneInBrowserIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "browser-key-0123456789-0123456789-01";
    private static final String HOME = "/wallet/app";
    private static final String TICKET = HOME + "/ticket?organizer=hall&ticket=B-";
    private static final String LIVE = "#live";
    private static final String BEA = "bea@example.org";
    /** Addresses that are no page to look at, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            HOME + "/offline",
            "shown instead of a page that the phone has not kept: phone-no-connection",
            HOME + "/manifest.webmanifest",
            "for the phone itself",
            HOME + "/worker.js",
            "a script",
            HOME + "/assets/{name}",
            "scripts, styles and pictures");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext application;

    private final Look look = new Look();

    @Test
    void aTicketIsShownWithoutConnectionAndPassedOn() {
        try (Chromium chromium = Chromium.start()) {
            application.getBean(WalletClients.class).register(new OrganizerCode("hall"), KEY, FeedMode.EVERY_CHANGE);
            inject(BEA, "B-1", "B-2", "B-3");
            try (BrowserContext phone = context(chromium, "en-GB")) {
                story(phone);
            }
            try (BrowserContext phone = context(chromium, "fr-FR")) {
                inFrench(look.watch(phone.newPage()));
            }
        }
        assertThat(look.problems()).isEmpty();
        PageRoutes.ofFunctions(application, HOME).areLookedAt(look.paths(), EXCEPTIONS);
    }

    private void story(BrowserContext phone) {
        Page page = look.watch(phone.newPage());
        page.navigate(HOME);
        look.at(page, "phone-sign-in");
        askForCode(page, BEA);
        look.at(page, "phone-code");
        typeCode(page);
        look.at(page, "phone-tickets");
        page.click("a.whole >> nth=0");
        press(page, "Download");
        press(page, "Activate");
        assertThat(page.locator(".qr svg path").count()).isEqualTo(1);
        look.at(page, "phone-ticket-active");
        somebodyElseUsesATicket(page);
        aTransferIsCancelled(page);
        aTransferIsOffered(page);
        for (String other : List.of("transfers", "history", "you")) {
            page.navigate(HOME + "/" + other);
            look.at(page, "phone-" + other);
        }
        withoutConnection(phone, page);

        page.navigate(HOME);
        press(page, "Sign out");
        askForCode(page, "cy@example.org");
        typeCode(page);
        assertThat(page.evaluate("async () => (await caches.match(location.origin + '" + TICKET + "1')) === undefined"))
                .isEqualTo(true);
        look.at(page, "phone-offer");
        press(page, "Accept");
        assertThat(page.textContent("main"))
                .as("the script leaves times that are told by the clocks of another place")
                .contains("Gala", "7:30", "local time (UTC+02:00)");
    }

    private void somebodyElseUsesATicket(Page page) {
        page.navigate(TICKET + "3");
        look.at(page, "phone-ticket");
        page.fill("#firstName", "Zoé");
        page.fill("#lastName", "Blanc");
        press(page, "Save the name");
        assertThat(page.textContent("section[aria-labelledby=holder-title] bdi"))
                .isEqualTo("Zoé Blanc");
        assertThat(page.inputValue("#lastName")).isEqualTo("Blanc");
    }

    private static void aTransferIsCancelled(Page page) {
        page.fill("#email", "cyy@example.org");
        press(page, "Transfer");
        assertThat(page.textContent(LIVE)).contains("To cyy@example.org.");
        press(page, "Cancel the transfer");
        assertThat(page.textContent("#content"))
                .contains("the ticket stays yours")
                .doesNotContain("cyy@");
        page.navigate(TICKET + "3");
        assertThat(page.isEnabled("#email")).as("it can be passed on again").isTrue();
    }

    private void aTransferIsOffered(Page page) {
        page.navigate(TICKET + "2");
        page.fill("#email", "not an address@");
        page.locator("#email").evaluate("field => field.form.noValidate = true");
        press(page, "Transfer");
        assertThat(page.textContent("#problem")).contains("not an e-mail address that can be used");
        look.at(page, "phone-refused");
        page.fill("#email", "cy@example.org");
        press(page, "Transfer");
        assertThat(page.textContent(LIVE)).contains("To cy@example.org.");
    }

    private void withoutConnection(BrowserContext phone, Page page) {
        page.navigate(HOME);
        page.waitForFunction("async () => navigator.serviceWorker.controller"
                + " && (await (await caches.open('wallet-pages')).keys()).some(one => one.url.includes('ticket=B-1'))");
        phone.setOffline(true);
        page.navigate(HOME);
        assertThat(page.isVisible(".without")).isTrue();
        look.at(page, "phone-offline");
        page.click("a.whole >> nth=0");
        assertThat(page.locator(".qr svg path").count()).isEqualTo(1);
        assertThat(page.isDisabled("button:has-text('Deactivate')")).isTrue();
        page.navigate(TICKET + "3");
        assertThat(page.textContent("h1")).contains("No connection");
        look.at(page, "phone-no-connection");
        phone.setOffline(false);
        // the page comes back by itself; leading it elsewhere meanwhile would break that off
        page.waitForSelector(LIVE);
    }

    private void inFrench(Page page) {
        page.navigate(HOME);
        look.narrow(page, "phone-sign-in-fr");
        askForCode(page, BEA);
        look.narrow(page, "phone-code-fr");
        typeCode(page);
        look.narrow(page, "phone-tickets-fr");
        page.navigate(TICKET + "1");
        look.narrow(page, "phone-ticket-active-fr");
        page.navigate(TICKET + "3");
        look.narrow(page, "phone-ticket-fr");
        for (String other : List.of("transfers", "history", "you")) {
            page.navigate(HOME + "/" + other);
            look.narrow(page, "phone-" + other + "-fr");
        }
    }

    private BrowserContext context(Chromium chromium, String locale) {
        return chromium.context(new NewContextOptions()
                .setViewportSize(390, 844)
                .setLocale(locale)
                .setBaseURL("http://localhost:" + port));
    }

    private static void askForCode(Page page, String email) {
        page.fill("#email", email);
        page.click("button.main");
    }

    private static void typeCode(Page page) {
        page.fill("#code", page.textContent("#shown-code"));
        page.click("button.main");
        page.waitForSelector(LIVE);
    }

    private static void press(Page page, String name) {
        page.click("button:has-text('" + name + "')");
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
