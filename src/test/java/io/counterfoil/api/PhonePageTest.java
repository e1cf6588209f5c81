package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The phone page over HTTP: each page, each refusal, and what keeps strangers out. */
@ApiServer
@Timeout(Patience.SECONDS)
class PhonePageTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "phone-key-0123456789-0123456789-0123";
    private static final String CODE = "class=\"qr\"";

    @LocalServerPort
    private int port;

    @Autowired
    private WalletClients walletClients;

    private final List<PhoneBrowser> open = new ArrayList<>();

    @BeforeEach
    void organizer() {
        walletClients.register(new OrganizerCode("stage"), KEY, FeedMode.EVERY_CHANGE);
    }

    @AfterEach
    void close() {
        open.forEach(PhoneBrowser::close);
    }

    @Test
    void theCodeIsThereOnceTheTicketIsActivated() {
        inject("P/1 ?;%", "paula@example.org", null);
        PhoneBrowser paula = browser();
        assertThat(paula.signIn("paula@example.org"))
                .contains("My tickets", "Gala", "New: not on this phone yet")
                .as("by the clocks of the place, which the organizer told")
                .contains("Jul 1, 2026, 7:30\u202fPM", "local time (UTC+02:00)");
        String ticket = page("P/1 ?;%");
        assertThat(paula.get(ticket).body()).contains("Download").doesNotContain(CODE, "barcode-P");

        assertThat(paula.submit("/ticket/activate", on("P/1 ?;%")).body())
                .contains("not on your phone yet; download it first");
        assertThat(paula.follow(paula.submit("/ticket/download", on("P/1 ?;%"))))
                .contains("is on your phone");
        assertThat(paula.follow(paula.submit("/ticket/activate", on("P/1 ?;%"))))
                .contains(CODE, "barcode-P/1 ?;%", "<path d=\"M4 4h7v1H4z");

        assertThat(paula.get(ticket).body()).contains("The ticket is activated; deactivate it first.");
        assertThat(paula.follow(paula.submit("/ticket/deactivate", on("P/1 ?;%"))))
                .doesNotContain(CODE);
    }

    @Test
    void aTicketGoesToAnotherPersonAndBack() {
        inject("P-2", "petra@example.org", 1);
        PhoneBrowser petra = browser();
        PhoneBrowser quentin = browser();
        petra.signIn("petra@example.org");
        assertThat(quentin.signIn("quentin@example.org")).contains("There is no ticket here yet.");

        assertThat(petra.follow(petra.submit("/ticket/transfer", with(on("P-2"), "email", "quentin@example.org"))))
                .contains("The recipient now has to accept it", "To quentin@example.org.", "min left");
        assertThat(petra.get("/transfers").body()).contains("From you", "Cancel the transfer");
        String offer = quentin.get("/transfers").body();
        assertThat(offer).contains("For you", "From petra@example.org", "Accept", "Reject");
        String transfer = between(offer, "name=\"transfer\" value=\"", "\"");

        assertThat(quentin.follow(quentin.submit("/transfers/accept", "organizer", "stage", "transfer", transfer)))
                .contains("The ticket is yours.", "Gala");
        assertThat(quentin.get(page("P-2")).body())
                .contains("transferred as often as the organizer allows", "Return it to the sender");
        assertThat(petra.get(page("P-2")).statusCode()).isEqualTo(404);
        // her page of it was still open, and asks how it is
        HttpResponse<String> asked = petra.get(page("P-2"), "HX-Request", "true");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("HX-Redirect")).hasValue("/wallet/app?done=gone");
        assertThat(petra.get("?done=gone").body()).contains("it is no longer here");
        assertThat(petra.get("/history").body()).contains("You transferred it to quentin@example.org", "Done");

        assertThat(quentin.follow(quentin.submit("/ticket/return", on("P-2")))).contains("back with its sender");
        assertThat(petra.get("/history").body()).contains("quentin@example.org returned it to you");
    }

    @Test
    void offersAreRejectedAndCancelledAndOverIsOver() {
        inject("P-3", "rosa@example.org", null);
        PhoneBrowser rosa = browser();
        PhoneBrowser sam = browser();
        rosa.signIn("rosa@example.org");
        sam.signIn("sam@example.org");
        rosa.submit("/ticket/transfer", with(on("P-3"), "email", "sam@example.org"));
        String[] first = transfer(sam);

        assertThat(rosa.submit("/ticket/transfer", with(on("P-3"), "email", "tom@example.org"))
                        .body())
                .contains("A transfer of the ticket is open; cancel it first.");
        assertThat(sam.follow(sam.submit("/transfers/reject", first))).contains("You have rejected the ticket.");
        HttpResponse<String> late = sam.submit("/transfers/accept", first);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("This transfer is already over.");

        rosa.submit("/ticket/transfer", with(on("P-3"), "email", "sam@example.org"));
        assertThat(rosa.follow(rosa.submit("/transfers/cancel", transfer(rosa))))
                .contains("stays yours");
        assertThat(rosa.get("/history").body()).contains("Rejected", "Cancelled");
    }

    @Test
    void whatIsTypedWronglyIsKeptAndExplained() {
        inject("P-4", "uma@example.org", null);
        PhoneBrowser uma = browser();
        uma.signIn("uma@example.org");

        HttpResponse<String> noAddress = uma.submit("/ticket/transfer", with(on("P-4"), "email", "\"><b>nobody"));
        assertThat(noAddress.statusCode()).isEqualTo(400);
        assertThat(noAddress.body())
                .contains(
                        "not an e-mail address that can be used", "aria-invalid=\"true\"", "&quot;&gt;&lt;b&gt;nobody");
        assertThat(uma.submit("/ticket/transfer", with(on("P-4"), "email", "uma@example.org"))
                        .body())
                .contains("This is your own address.");
        assertThat(uma.submit("/ticket/assign", with(on("P-4"), "firstName", "x".repeat(201)))
                        .body())
                .contains("at most 200 characters each");
        assertThat(uma.follow(uma.submit(
                        "/ticket/assign", with(on("P-4"), "firstName", "<script>x</script>", "lastName", "=1+1"))))
                .contains("The name is saved.", "&lt;script&gt;x&lt;/script&gt; =1+1");
    }

    @Test
    void whoHasSaidNoNameIsAskedForItBeforeHeAccepts() {
        inject("P-10", "dan@example.org", null);
        PhoneBrowser dan = browser();
        PhoneBrowser eve = browser();
        dan.signIn("dan@example.org");
        dan.submit("/ticket/transfer", with(on("P-10"), "email", "eve@example.org"));
        assertThat(eve.signIn("eve@example.org")).contains("does not know your name yet", "/wallet/app/you");
        assertThat(eve.get("/you").body()).contains("Who you are", "eve@example.org");

        String[] named = {"firstName", "Eve", "lastName", "<b>Ng</b>", "dateOfBirth", "", "phoneNumber", ""};
        assertThat(eve.follow(eve.submit("/you", named))).contains("Saved.", "&lt;b&gt;Ng&lt;/b&gt;");
        assertThat(eve.get("").body()).contains("Accept").doesNotContain("does not know your name yet");
        HttpResponse<String> unborn = eve.submit("/you", "firstName", "Eva", "dateOfBirth", "2990-01-01");
        assertThat(unborn.statusCode()).isEqualTo(400);
        assertThat(unborn.body())
                .contains("not a date of birth that can be used", "value=\"2990-01-01\"", "value=\"Eva\"");
        assertThat(eve.submit("/you", "phoneNumber", "call me").body()).contains("not a phone number");
        assertThat(eve.submit("/you", "firstName", "x".repeat(10_000)).body()).contains("at most 200 characters each");
        assertThat(eve.post("/you", "guessed", "firstName", "Mallory").statusCode())
                .isEqualTo(403);
        assertThat(eve.get("/you").body()).contains("value=\"Eve\"").doesNotContain("Mallory");
        assertThat(browser().get("/you").headers().firstValue("Location")).contains("/wallet/app/sign-in");
    }

    @Test
    void whatTheOrganizerSaysStaysText() {
        ObjectNode ticket = ticket("P-5 <b>", "vera@example.org", null);
        ticket.putObject("event")
                .put("name", "<script>alert(1)</script> & \"Co\"")
                .put("venue", "<img src=x>");
        wallet("", ticket);
        PhoneBrowser vera = browser();

        String list = vera.signIn("vera@example.org");

        assertThat(list)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert", "<img src=x");
        assertThat(vera.get(page("P-5 <b>")).body())
                .contains("P-5 &lt;b&gt;")
                .doesNotContain("<script>alert", "P-5 <b>");
    }

    @Test
    void usedAndWithdrawnTicketsSayWhyNothingGoes() {
        inject("P-6", "walt@example.org", null);
        inject("P-7", "walt@example.org", null);
        PhoneBrowser walt = browser();
        walt.signIn("walt@example.org");
        walt.submit("/ticket/download", on("P-6"));
        walt.submit("/ticket/activate", on("P-6"));
        // withdrawn while no phone has it, it would be gone at once
        walt.submit("/ticket/download", on("P-7"));
        wallet("/controls", JSON.createObjectNode().put("ticketId", "P-6"));
        wallet("/invalidations", JSON.createObjectNode().put("ticketId", "P-7"));

        assertThat(walt.get(page("P-6")).body())
                .contains("used at the entrance")
                .doesNotContain(CODE);
        assertThat(walt.submit("/ticket/transfer", with(on("P-6"), "email", "x@example.org"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(walt.get(page("P-7")).body()).contains("The organizer has withdrawn the ticket.");
        assertThat(walt.follow(walt.submit("/ticket/remove", on("P-7")))).contains("The ticket is removed.");
        assertThat(walt.get(page("P-7")).statusCode()).isEqualTo(404);
    }

    @Test
    void nobodySeesOrMovesWhatIsNotHis() {
        inject("P-8", "xenia@example.org", null);
        PhoneBrowser stranger = browser();
        assertThat(stranger.get("").headers().firstValue("Location")).contains("/wallet/app/sign-in");
        assertThat(stranger.post("/ticket/download", "", on("P-8")).headers().firstValue("Location"))
                .contains("/wallet/app/sign-in");
        stranger.signIn("yann@example.org");

        assertThat(stranger.get(page("P-8")).statusCode()).isEqualTo(404);
        assertThat(stranger.submit("/ticket/transfer", with(on("P-8"), "email", "yann@example.org"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/ticket?organizer=%00&ticket=%00").statusCode())
                .isIn(400, 404);
        assertThat(stranger.get("/history?before=%00").statusCode()).isEqualTo(400);
    }

    @Test
    void otherSitesCanNeitherSendFormsNorFrameThePage() {
        inject("P-9", "zoe@example.org", null);
        PhoneBrowser zoe = browser();
        zoe.signIn("zoe@example.org");

        HttpResponse<String> unmarked = zoe.post("/ticket/download", "guessed", on("P-9"));
        assertThat(unmarked.statusCode()).isEqualTo(403);
        assertThat(unmarked.body()).contains("did not come from here");
        assertThat(zoe.postFrom("https://evil.example.org", "/ticket/download", on("P-9"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(zoe.postFrom("null", "/sign-in", "email", "zoe@example.org").statusCode())
                .isEqualTo(403);
        assertThat(zoe.get(page("P-9")).body()).contains("New: not on this phone yet");

        HttpResponse<String> page = zoe.get("");
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body()).doesNotContain("style=\"", "onclick", "<script>", "<style");
    }

    @Test
    void aSessionIsNewAtEachSignInAndOverAfterSigningOut() {
        PhoneBrowser abel = browser();
        HttpResponse<String> planted = abel.get("/sign-in", "Cookie", "wallet=planted-by-somebody-else");
        assertThat(planted.statusCode()).isEqualTo(200);
        abel.signIn("abel@example.org");
        String first = abel.token();
        assertThat(first).hasSizeGreaterThan(40).isNotEqualTo("planted-by-somebody-else");
        abel.signIn("abel@example.org");
        String second = abel.token();
        assertThat(second).isNotEqualTo(first);

        assertThat(status("wallet=" + first)).isEqualTo(303);
        assertThat(status("wallet=" + second)).isEqualTo(200);
        HttpResponse<String> out = abel.submit("/sign-out");
        assertThat(out.headers().firstValue("Set-Cookie").orElse(""))
                .contains("wallet=;", "HttpOnly", "SameSite=Lax", "Path=/wallet/app", "Max-Age=0");
        assertThat(status("wallet=" + second)).isEqualTo(303);
        assertThat(abel.get("/sign-in").headers().firstValue("X-Phone-Keep")).contains("clear");
    }

    @Test
    void signingInSaysWhatIsWrong() {
        PhoneBrowser bob = browser();
        HttpResponse<String> noAddress = bob.post("/sign-in", "", "email", "bob");
        assertThat(noAddress.statusCode()).isEqualTo(400);
        assertThat(noAddress.body()).contains("not an e-mail address that can be used", "value=\"bob\"");

        HttpResponse<String> wrong = bob.post("/code", "", "email", "bob@example.org", "code", "WRONG");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("The code is wrong or too old.");
        for (int i = 0; i < 5; i++) {
            bob.post("/sign-in", "", "email", "bob@example.org");
        }
        HttpResponse<String> tooMany = bob.post("/sign-in", "", "email", "bob@example.org");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).contains("Too many codes");
    }

    @Test
    void itSpeaksFrenchToThoseWhoDo() {
        PhoneBrowser claire = browser();
        assertThat(claire.get("/sign-in", "Accept-Language", "fr-CA").body())
                .contains("<html lang=\"fr\"", "Se connecter")
                .doesNotContain("??");
        claire.get("/sign-in?lang=fr&theme=dark");
        assertThat(claire.get("/sign-in").body()).contains("data-theme=\"dark\"", "Saisissez");
        assertThat(claire.signIn("claire@example.org")).contains("Il n’y a pas encore de billet ici.");
    }

    @Test
    void itCanBeInstalled() {
        PhoneBrowser anyone = browser();
        HttpResponse<String> manifest = anyone.get("/manifest.webmanifest");
        assertThat(manifest.headers().firstValue("Content-Type")).contains("application/manifest+json");
        String icon = JSON.readTree(manifest.body()).at("/icons/0/src").asString();
        assertThat(anyone.get(icon.substring("/wallet/app".length())).statusCode())
                .isEqualTo(200);
        HttpResponse<String> worker = anyone.get("/worker.js?v=1");
        assertThat(worker.headers().firstValue("Service-Worker-Allowed")).contains("/wallet/app");
        assertThat(worker.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(anyone.get("/offline").body()).contains("No connection");
        assertThat(anyone.get("/assets/worker.js").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNotThereIsToldInThisPagesLookAndLanguage() {
        PhoneBrowser anyone = browser();
        HttpResponse<String> lost = anyone.get("/no-such-page", "Accept-Language", "fr");

        assertThat(lost.statusCode()).isEqualTo(404);
        assertThat(lost.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(lost.headers().firstValue("X-Phone-Keep")).contains("no");
        assertThat(lost.body())
                .contains("<html lang=\"fr\"", "phone.css", "n’est plus ici", "href=\"/wallet/app\"")
                .doesNotContain("??");
        assertThat(anyone.get("/ticket/no-such-page").body()).contains("That does not work");
        assertThat(anyone.post("/no-such-page", "").statusCode()).isEqualTo(404);
    }

    private PhoneBrowser browser() {
        PhoneBrowser browser = new PhoneBrowser(port);
        open.add(browser);
        return browser;
    }

    private int status(String cookie) {
        return browser().get("", "Cookie", cookie).statusCode();
    }

    private static String[] on(String ticketId) {
        return new String[] {"organizer", "stage", "ticket", ticketId};
    }

    private static String[] with(String[] fields, String... more) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String page(String ticketId) {
        return "/ticket?organizer=stage&ticket=" + PhoneBrowser.encode(ticketId);
    }

    private static String[] transfer(PhoneBrowser browser) {
        String id = between(browser.get("/transfers").body(), "name=\"transfer\" value=\"", "\"");
        return new String[] {"organizer", "stage", "transfer", id};
    }

    private static String between(String text, String before, String after) {
        assertThat(text).contains(before);
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private void inject(String ticketId, String email, @Nullable Integer maxTransfers) {
        wallet("", ticket(ticketId, email, maxTransfers));
    }

    private static ObjectNode ticket(String ticketId, String email, @Nullable Integer maxTransfers) {
        ObjectNode ticket = JSON.createObjectNode().put("ticketId", ticketId).put("seat", "Row 4, seat 12");
        ticket.putObject("event").put("name", "Gala").put("startsAt", "2026-07-01T19:30:00+02:00");
        ticket.putObject("security").put("barcode", "barcode-" + ticketId);
        ticket.putObject("spectatorDetails").put("email", email);
        if (maxTransfers != null) {
            ticket.putObject("rules").put("maxTransfers", maxTransfers);
        }
        return ticket;
    }

    private void wallet(String path, ObjectNode item) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("tickets").add(item);
        Client.Answer answer = new Client(port, KEY).post("/wallet/stage/organizer/tickets" + path, body.toString());
        assertThat(answer.response().body()).contains("ACCEPTED");
    }
}
