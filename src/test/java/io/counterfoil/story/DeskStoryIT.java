package io.counterfoil.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.TestIssuer;
import io.counterfoil.gateway.ScriptedPeer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What people do in the back office besides: quarantine, runs, parameters, contacts, and the door. */
@Order(1)
@ApiServer
@Timeout(Patience.SECONDS)
class DeskStoryIT extends Story {
    DeskStoryIT(@Autowired ApplicationContext context, @LocalServerPort int port) {
        super(context, port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void anEntryInQuarantineIsReplayed(String language) {
        Stage stage = stage("held", language).linked();
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
            office.photograph("held-applied");
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
        Stage stage = stage("busy", language).linked();
        CountDownLatch answering = new CountDownLatch(1);
        ScriptedPeer.Script page =
                ScriptedPeer.answer(200, "{\"tickets\":[],\"nextPaginationKey\":\"k1\",\"hasMore\":true}");
        try (BackOffice office = office(stage, language);
                ScriptedPeer slow = ScriptedPeer.with(out -> {
                    answering.await(Patience.SECONDS, TimeUnit.SECONDS);
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

    @Test
    void theMainPathsNeedNoMouse() {
        Stage stage = stage("keys", "en").linked();
        stage.sell("K-1", SEAT, stage.address("anna"), "Anna", "Meier");
        try (BackOffice office = office(stage, "en")) {
            office.open("/sign-in");
            office.tabTo(office.say("accounts.sign-in.login"));
            office.type(stage.login());
            office.tabTo(office.say("accounts.password"));
            office.type(Stage.PASSWORD);
            office.enter();
            aTicketIsFoundAndPassedOnByKeys(office, stage.address("ben"));
            manyTicketsArePassedOnByKeys(office, stage.address("cleo"));
            office.go("/interfaces/mobile");
            office.tabTo(office.say("layout.skip"));
            office.page.keyboard().press("Enter");
            office.tabTo(office.say("run.start") + ": " + office.say("function." + BackOffice.PRINT));
            office.enter();
            assertThat(office.page.url()).contains("/runs/");
        }
    }

    private static void aTicketIsFoundAndPassedOnByKeys(BackOffice office, String address) {
        office.tabTo(office.say("nav.tickets"));
        office.enter();
        office.tabTo("q");
        office.type("K-1");
        office.enter();
        office.tabTo("K-1");
        office.enter();
        office.tabTo(office.say("ticket.distribute"));
        office.page.keyboard().press("Enter");
        office.tabTo(office.say("contact.email"));
        office.type(address);
        office.tabTo(office.say("ticket.distribute"));
        office.enter();
        assertThat(office.section("now")).contains(address);
    }

    private static void manyTicketsArePassedOnByKeys(BackOffice office, String address) {
        office.tabTo(office.say("nav.tickets"));
        office.enter();
        office.tabTo(office.say("bulk.title"));
        office.enter();
        office.tabTo("tickets");
        office.type("K-1;" + address + "\nK-2;" + address);
        office.tabTo(office.say("bulk.preview"));
        office.enter();
        assertThat(office.text()).contains(office.say("bulk.at-once"), office.say("bulk.unknown"));
        office.tabTo(office.say("bulk.start", 2));
        office.enter();
        office.page.waitForSelector("#progress:has(progress):not([hx-get])");
        office.ticket("K-1");
        assertThat(office.section("now")).contains(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void mistakesInCustomParametersAreMarkedAsOneTypes(String language) {
        Stage stage = stage("typing", language);
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
            office.photograph("parameters");

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
        Stage stage = stage("merge", language).linked();
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
            office.photograph("merged");
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
            office.photograph("erased");
            office.ticket("M-1");
            assertThat(office.holder()).isEqualTo(office.say("contact.erased"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void whomTheIssuerKnowsNeedsNoPassword(String language) {
        Stage stage = stage("issuer", language);
        try (BackOffice office = office(stage, language)) {
            String button = office.say("accounts.sign-in.with-issuer");
            office.open("/sign-in");
            TestIssuer.HERE.comes(new TestIssuer.Person("s-" + language, stage.address("stranger"), true));
            office.follow(button);
            assertThat(office.text()).contains(office.say("accounts.sign-in.unknown"));
            office.examine("sign-in-unknown");
            TestIssuer.HERE.comes(new TestIssuer.Person("s-" + language, stage.address("vera"), true));
            office.follow(button);
            assertThat(office.page.url()).endsWith(stage.base());
            office.press(office.say("layout.sign-out"));
            assertThat(office.page.url()).contains("/sign-in");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void whoCannotSignInIsToldWhatToDo(String language) {
        Stage stage = stage("door", language);
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
            assertThat(office.page.evaluate("document.activeElement.getAttribute('role')"))
                    .as("what is wrong has the focus, so that it is read out")
                    .isEqualTo("alert");
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
            office.photograph("sign-in-later");

            phone.askForCode(stage.address("anna"));
            String code = phone.page.textContent("#shown-code");
            phone.fill("code", "WRONG");
            phone.press(phone.say("phone.sign-in"));
            assertThat(phone.text()).contains(phone.say("phone.no.wrong-code"));
            phone.photograph("phone-wrong-code");
            phone.fill("code", code);
            phone.press(phone.say("phone.sign-in"));
            assertThat(phone.text()).contains(phone.say("phone.tickets.none"), phone.say("phone.tickets.none.next"));
        }
    }
}
