package io.counterfoil.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import io.counterfoil.api.ApiServer;
import io.counterfoil.browser.Chromium;
import io.counterfoil.gateway.ScriptedPeer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;

/**
 * What the product is for, as people see it: a back office in one browser, spectators with phones in others, a real server with
 * its wallet between them. Everything once in English and once in French. Pictures are in {@code target/screenshots/story}.
 */
@ApiServer
@Timeout(120)
class StoryIT {
    private static final String SEAT = "Parterre, rang 3, place 12";
    private static final String OTHER_SEAT = "Balcon, rang 1, place 4";

    private static Chromium chromium;

    private final ApplicationContext context;
    private final MessageSource messages;
    private final int port;

    StoryIT(@Autowired ApplicationContext context, @Autowired MessageSource messages, @LocalServerPort int port) {
        this.context = context;
        this.messages = messages;
        this.port = port;
    }

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void aTransferIsFollowedFromPhoneToPhone(String language) {
        Stage stage = new Stage(context, port, "transfer", language).linked();
        String anna = stage.address("anna");
        String ben = stage.address("ben");
        stage.sell("S-1", SEAT, anna, "Anna", "Meier");
        try (BackOffice office = office(stage, language);
                Phone phoneOfAnna = phone(language);
                Phone phoneOfBen = phone(language)) {
            office.signIn();
            office.photograph("home-before");
            assertThat(office.start(Stage.MOBILE, BackOffice.PRINT)).isEqualTo(office.say("run.status.SUCCEEDED"));

            phoneOfAnna.signIn(anna).photograph("phone-tickets");
            phoneOfAnna.download(SEAT);
            phoneOfAnna.transfer(SEAT, ben);
            phoneOfAnna.photograph("phone-leaving");

            office.retrieve();
            office.photograph("run");
            office.findTicket("S-1");
            assertThat(office.holder()).startsWith("Anna Meier");
            assertThat(office.history())
                    .singleElement()
                    .asString()
                    .contains(office.say("line.status.PENDING"), office.say("contact.temporary"), ben);
            office.photograph("ticket-pending");
            office.findContact(ben);
            assertThat(office.text())
                    .contains(office.say("contact.flag.temporary"), office.say("contact.temporary.about"));
            office.photograph("contact-temporary");

            assertThat(phoneOfBen.signIn(ben).text()).contains(office.say("phone.offer.from", anna));
            phoneOfBen.examine("phone-offer");
            phoneOfBen.sayName("Ben", "Rossi");
            phoneOfBen.accept();
            phoneOfBen.photograph("phone-accepted");

            office.retrieve();
            office.ticket("S-1");
            assertThat(office.holder()).startsWith("Ben Rossi");
            assertThat(office.history())
                    .singleElement()
                    .asString()
                    .contains(office.say("line.status.CONFIRMED"), "Anna Meier", "Ben Rossi");
            office.photograph("ticket-confirmed");
            office.findContact(ben);
            assertThat(office.text()).contains("Ben Rossi").doesNotContain(office.say("contact.flag.temporary"));
            assertThat(office.section("has")).contains("S-1");
            office.photograph("contact-named");
            office.go("");
            assertThat(office.text()).contains(office.say("home.verdict.good"));
            office.photograph("home-after");
            phoneOfAnna.history();
            assertThat(phoneOfAnna.text()).contains(office.say("phone.history.transfer.sent", ben));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void aTransferThatIsRejectedOrNotAcceptedInTimeLeavesTheTicketWithItsSender(String language) {
        Stage stage = new Stage(context, port, "back", language).linked();
        String anna = stage.address("anna");
        String cleo = stage.address("cleo");
        stage.sell("R-1", SEAT, anna, "Anna", "Meier");
        try (BackOffice office = office(stage, language);
                Phone phoneOfAnna = phone(language);
                Phone phoneOfCleo = phone(language)) {
            office.signIn();
            office.start(Stage.MOBILE, BackOffice.PRINT);
            stage.sell("R-2", OTHER_SEAT, anna, "Anna", "Meier");
            office.go("/interfaces/mobile/functions/" + BackOffice.PRINT);
            office.page.click("summary");
            office.fill("transferTimeout", "PT6S");
            office.press(office.say("form.save"));
            office.start(Stage.MOBILE, BackOffice.PRINT);

            phoneOfAnna.signIn(anna);
            phoneOfCleo.signIn(cleo);
            phoneOfCleo.photograph("phone-empty");
            phoneOfAnna.transfer(SEAT, cleo);
            phoneOfAnna.transfer(OTHER_SEAT, stage.address("dora"));
            office.retrieve();
            office.ticket("R-2");
            assertThat(office.history()).singleElement().asString().contains(office.say("line.status.PENDING"));

            phoneOfCleo.reject();
            office.retrieve();
            office.ticket("R-1");
            assertThat(office.holder()).startsWith("Anna Meier");
            assertThat(office.history())
                    .singleElement()
                    .asString()
                    .contains(office.say("line.status.CANCELLED"), office.say("line.reason.REJECTED"));
            office.photograph("ticket-rejected");
            office.findContact(cleo);
            assertThat(office.section("past")).contains("R-1", office.say("line.status.CANCELLED"));
            assertThat(office.section("pending")).contains(office.say("contact.pending.none"));

            phoneOfAnna.page.waitForCondition(() -> {
                phoneOfAnna.history();
                return phoneOfAnna.text().contains(office.say("phone.end.TIMEOUT"));
            });
            assertThat(phoneOfAnna.text()).contains(office.say("phone.end.REJECTED"));
            phoneOfAnna.photograph("phone-history");
            office.retrieve();
            office.ticket("R-2");
            assertThat(office.holder()).startsWith("Anna Meier");
            assertThat(office.history())
                    .singleElement()
                    .asString()
                    .contains(office.say("line.status.CANCELLED"), office.say("line.reason.TIMEOUT"));
            office.photograph("ticket-timed-out");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void anEntryInQuarantineIsReplayed(String language) {
        Stage stage = new Stage(context, port, "held", language).linked();
        String anna = stage.address("anna");
        stage.onlyInTheWallet("Q-1", SEAT, anna);
        try (BackOffice office = office(stage, language)) {
            office.signIn();
            assertThat(office.start(Stage.MOBILE, BackOffice.RETRIEVE)).isEqualTo(office.say("run.status.PARTIAL"));
            office.photograph("run-partial");

            office.follow(office.say("nav.quarantine"));
            office.photograph("quarantine");
            office.leave(office.page.locator("tbody a"));
            assertThat(office.text())
                    .contains(office.say("reason.UNKNOWN_TICKET"), office.say("held.next.UNKNOWN_TICKET"), "Q-1", anna);
            office.press(office.say("held.replay"));
            assertThat(office.text()).contains(office.say("held.still-open"));
            office.examine("held");

            stage.sell("Q-1", SEAT, anna, "Anna", "Meier");
            office.open(office.page.url());
            assertThat(office.text()).contains(office.say("held.state.REPLAYED"));
            office.examine("held-applied");
            office.findTicket("Q-1");
            assertThat(office.section("now")).contains(office.say("mobile.INJECTED"), anna);
            office.follow(office.say("nav.quarantine"));
            assertThat(office.text()).contains(office.say("quarantine.none"), office.say("quarantine.none.next"));
            office.photograph("quarantine-empty");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void aSecondStartIsToldWhoseRunGoesOn(String language) {
        Stage stage = new Stage(context, port, "busy", language).linked();
        CountDownLatch answering = new CountDownLatch(1);
        ScriptedPeer.Script page =
                ScriptedPeer.answer(200, "{\"tickets\":[],\"nextPaginationKey\":\"k1\",\"hasMore\":true}");
        try (BackOffice office = office(stage, language);
                ScriptedPeer slow = ScriptedPeer.with(out -> {
                    answering.await(60, TimeUnit.SECONDS);
                    return page.answer(out);
                })) {
            stage.link("slow", slow.endpoint().url());
            office.signIn();
            office.pressStart("slow", BackOffice.RETRIEVE);
            String running = office.page.url();
            assertThat(office.section("progress-title")).contains(office.say("run.status.RUNNING"));
            office.photograph("run-going");

            office.pressStart(Stage.MOBILE, BackOffice.RETRIEVE);
            assertThat(office.page.url()).isEqualTo(running);
            assertThat(Screen.flat(office.page.innerText(".alert-danger"))).contains("slow", stage.login());
            office.examine("run-busy");

            office.press(office.say("run.stop"));
            assertThat(office.text()).contains(office.say("run.stop.asked"));
            answering.countDown();
            office.page.waitForSelector("#progress:not(:has(progress))");
            assertThat(office.section("progress-title")).contains(office.say("run.status.STOPPED"));
            assertThat(office.page.locator("#run-stop button").count()).isZero();
            office.look();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void mistakesInCustomParametersAreMarkedAsOneTypes(String language) {
        Stage stage = new Stage(context, port, "typing", language);
        try (BackOffice office = office(stage, language)) {
            office.signIn();
            office.photograph("home-empty");
            office.follow(office.say("nav.interfaces"));
            office.photograph("interfaces-empty");
            office.follow(office.say("interfaces.new"));
            office.fill("code", Stage.MOBILE);
            office.fill("organization", "lac");
            office.fill("url", stage.walletUrl());
            office.fill("apiKey", Stage.KEY);
            office.page.locator("#customParameters").pressSequentially("kilRatio=3\nstickToTheHour=maybe");
            office.page.waitForSelector("#parameters-check li:nth-child(2)");
            assertThat(Screen.flat(office.page.innerText("#parameters-check")))
                    .contains(
                            office.say("parameters.line", 1),
                            office.say("parameters.mistake.UNKNOWN", "kilRatio", "killRatio"),
                            office.say("parameters.line", 2),
                            office.say("parameter.values.stickToTheHour"));
            office.examine("parameters");

            office.press(office.say("form.save"));
            assertThat(office.text()).contains(office.say("refused.field.customParameters"));
            assertThat(office.page.inputValue("#customParameters")).isEqualTo("kilRatio=3\nstickToTheHour=maybe");
            office.examine("parameters-refused");

            office.page.locator("#customParameters").fill("killRatio=3\nstickToTheHour=true");
            office.page.waitForSelector("#parameters-check .state-good");
            office.fill("apiKey", Stage.KEY);
            office.press(office.say("form.save"));
            assertThat(office.text()).contains(office.say("interface.saved"), "killRatio=3");
            office.photograph("interface");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void twoContactsThatAreOnePersonAreMergedAndErased(String language) {
        Stage stage = new Stage(context, port, "merge", language).linked();
        String home = stage.address("anna");
        String work = stage.address("a.meier");
        stage.sell("M-1", SEAT, home, "Anna", "Meier");
        stage.sell("M-2", OTHER_SEAT, work, "Anna", "Meier");
        try (BackOffice office = office(stage, language)) {
            office.signIn();
            office.findContact(work);
            office.follow(office.say("merge.title"));
            office.fill("q", home);
            office.press(office.say("list.search"));
            office.leave(office.page.locator("form ul a"));
            assertThat(office.section("from")).contains(work);
            assertThat(office.section("into")).contains(home);
            office.examine("merge");
            office.press(office.say("merge.submit"));
            assertThat(office.text()).contains(office.say("merge.done"), "M-1", "M-2");
            office.examine("merged");
            office.press(office.say("merge.undo"));
            assertThat(office.text())
                    .contains(office.say("merge.undone"), "M-2")
                    .doesNotContain("M-1");

            office.findContact(home);
            String contact = office.page.url();
            office.follow(office.say("erase.title"));
            assertThat(office.text()).contains(office.say("erase.holds", 1, 0));
            office.examine("erase");
            office.page.click("text=" + office.say("erase.submit"));
            assertThat(office.page.locator("[name=sure]:invalid").count())
                    .as("nothing goes before it is confirmed")
                    .isEqualTo(1);
            office.page.check("[name=sure]");
            office.press(office.say("erase.submit"));
            assertThat(office.page.url()).isEqualTo(contact);
            assertThat(office.text())
                    .contains(office.say("erase.done"), office.say("contact.erased"))
                    .doesNotContain(home);
            office.examine("erased");
            office.ticket("M-1");
            assertThat(office.holder()).isEqualTo(office.say("contact.erased"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void whoCannotSignInIsToldWhatToDo(String language) {
        Stage stage = new Stage(context, port, "door", language);
        try (BackOffice office = office(stage, language);
                Phone phone = phone(language)) {
            office.go("/tickets");
            office.press(office.say("accounts.sign-in.submit"));
            assertThat(office.text())
                    .contains(
                            office.say("accounts.sign-in.login.missing"),
                            office.say("accounts.sign-in.password.missing"));
            office.typeSignIn(stage.login(), "not the password");
            assertThat(office.text()).contains(office.say("accounts.sign-in.wrong"));
            assertThat(office.page.inputValue("#login")).isEqualTo(stage.login());
            office.examine("sign-in-wrong");
            office.typeSignIn(stage.login(), Stage.PASSWORD);
            assertThat(office.page.url()).endsWith(stage.base() + "/tickets");
            office.photograph("tickets-empty");
            office.press(office.say("layout.sign-out"));
            String closed = office.say("accounts.sign-in.later", 1);
            for (int i = 0; i < 6 && !office.text().contains(closed); i++) {
                office.typeSignIn(stage.login(), "guess number " + i);
            }
            office.typeSignIn(stage.login(), Stage.PASSWORD);
            assertThat(office.text()).contains(closed);
            office.examine("sign-in-later");

            phone.askForCode(stage.address("anna"));
            String code = phone.page.textContent("#shown-code");
            phone.fill("code", "WRONG");
            phone.press(phone.say("phone.sign-in"));
            assertThat(phone.text()).contains(phone.say("phone.no.wrong-code"));
            phone.examine("phone-wrong-code");
            phone.fill("code", code);
            phone.press(phone.say("phone.sign-in"));
            assertThat(phone.text()).contains(phone.say("phone.tickets.none"), phone.say("phone.tickets.none.next"));
        }
    }

    private BackOffice office(Stage stage, String language) {
        return new BackOffice(browser(language, 1280, false), new Texts(messages, language), stage);
    }

    private Phone phone(String language) {
        return new Phone(browser(language, 390, true), new Texts(messages, language));
    }

    private BrowserContext browser(String language, int width, boolean mobile) {
        return chromium.context(new NewContextOptions()
                .setBaseURL("http://localhost:" + port)
                .setLocale(language.equals("fr") ? "fr-CH" : "en-GB")
                .setTimezoneId("Europe/Zurich")
                .setViewportSize(width, mobile ? 844 : 900)
                .setHasTouch(mobile)
                .setIsMobile(mobile));
    }
}
