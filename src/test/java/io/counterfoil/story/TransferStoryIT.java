package io.counterfoil.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.api.ApiServer;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A ticket goes from phone to phone, or does not, and the back office knows. */
@Order(2)
@ApiServer
@Timeout(Patience.SECONDS)
class TransferStoryIT extends Story {
    private static final Duration TIMEOUT = Duration.ofHours(2);

    TransferStoryIT(@Autowired ApplicationContext context, @LocalServerPort int port) {
        super(context, port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void aTransferIsFollowedFromPhoneToPhone(String language) {
        Stage stage = stage("transfer", language).linked();
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
            office.slide("Home", "Anna Meier");
            office.slide("End", "Ben Rossi");
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
        Stage stage = stage("back", language).linked();
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
            office.fill("transferTimeout", TIMEOUT.toString());
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

            stage.pass(TIMEOUT);
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
}
