package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.api.Client.Answer;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Tickets go out to the built-in wallet, people pass them on, and the back office knows; everything over HTTP. */
@ApiServer
@Timeout(Patience.SECONDS)
class WalletStoryTest {
    private static final String ANNA = "anna@example.org";
    private static final String BEN = "ben@example.org";
    private static final String CARL = "carl@example.org";

    @LocalServerPort
    private int port;

    @Autowired
    private WalletClients walletClients;

    @ParameterizedTest
    @EnumSource(FeedMode.class)
    void aTicketIsPrintedTransferredAndFollowed(FeedMode mode) {
        BoxOffice office =
                office("story-" + mode.name().toLowerCase(Locale.ROOT).replace('_', '-'), mode);
        office.ticket("S-1", "NOT_PRINTED", ANNA, "Anna");
        Phone anna = phone(ANNA, "Anna");
        Phone ben = phone(BEN, "Ben");

        JsonNode printed = office.run("external-printing");
        assertThat(printed.path("status").asString()).as(printed.toString()).isEqualTo("SUCCEEDED");
        assertThat(printed.path("applied").asInt()).isEqualTo(1);
        assertThat(office.ticket("S-1").path("state").asString()).isEqualTo("PRINTED");
        assertThat(anna.tickets(office.organizer())).containsExactly("S-1");

        assertThat(anna.download(office.organizer(), "S-1").status()).isEqualTo(200);
        office.retrieve();
        assertThat(office.ticket("S-1").path("mobileStatus").asString()).isEqualTo("DOWNLOADED");
        assertThat(office.history("S-1")).isEmpty();

        Answer offered = anna.transfer(office.organizer(), "S-1", BEN);
        office.retrieve();
        JsonNode open = office.ticket("S-1");
        assertThat(open.path("pendingTransfer").path("status").asString()).isEqualTo("PENDING");
        assertThat(open.path("pendingTransfer")
                        .path("newContact")
                        .path("temporary")
                        .asBoolean())
                .isTrue();
        assertThat(open.path("culturalContact").path("email").asString()).isEqualTo(ANNA);

        assertThat(ben.transfers("accept", office.organizer(), offered.text("transferId"))
                        .status())
                .isEqualTo(200);
        office.retrieve();
        JsonNode moved = office.ticket("S-1");
        assertThat(moved.path("culturalContact").path("email").asString()).isEqualTo(BEN);
        assertThat(moved.path("culturalContact").path("firstName").asString()).isEqualTo("Ben");
        assertThat(moved.path("culturalContact").path("temporary").asBoolean()).isFalse();
        assertThat(moved.path("walletOwner").path("email").asString()).isEqualTo(BEN);
        assertThat(moved.path("pendingTransfer").isNull()).isTrue();
        assertThat(office.history("S-1")).containsExactly("DISTRIBUTE CONFIRMED WALLET " + ANNA + " > " + BEN);
        assertThat(office.retrieve().path("entries").asInt()).isZero();
    }

    @Test
    void aTransferThatIsRejectedOrNotAcceptedInTimeStaysWithItsSender() {
        BoxOffice office = office("story-back", FeedMode.EVERY_CHANGE);
        assertThat(office.admin()
                        .put(
                                office.path() + "/interfaces/mobile/functions/external-printing/settings",
                                "{\"transferTimeout\":\"PT2S\"}")
                        .status())
                .isEqualTo(200);
        office.ticket("S-1", "NOT_PRINTED", ANNA, "Anna");
        Phone anna = phone(ANNA, "Anna");
        Phone ben = phone(BEN, "Ben");
        office.run("external-printing");

        String first = anna.transfer(office.organizer(), "S-1", BEN).text("transferId");
        assertThat(ben.transfers("reject", office.organizer(), first).status()).isEqualTo(200);
        office.retrieve();
        assertThat(office.history("S-1")).containsExactly("DISTRIBUTE CANCELLED WALLET " + ANNA + " > " + BEN);

        String second = anna.transfer(office.organizer(), "S-1", BEN).text("transferId");
        office.retrieve();
        assertThat(office.history("S-1")).hasSize(2).last().asString().contains("PENDING");
        Until.is(history -> history.getLast().contains("CANCELLED"), () -> {
            office.retrieve();
            return office.history("S-1");
        });
        assertThat(ben.transfers("accept", office.organizer(), second).status()).isEqualTo(409);
        assertThat(office.ticket("S-1").path("culturalContact").path("email").asString())
                .isEqualTo(ANNA);
        assertThat(office.lines("S-1").getLast().path("reason").asString()).isEqualTo("TIMEOUT");
    }

    @Test
    void theBackOfficeDistributesATicketThatIsInTheWalletAndTakesItBack() {
        BoxOffice office = office("story-desk", FeedMode.EVERY_CHANGE);
        office.ticket("S-1", "NOT_PRINTED", ANNA, "Anna");
        office.ticket("S-2", "PRINTED", BEN, "Ben");
        Phone anna = phone(ANNA, "Anna");
        Phone ben = phone(BEN, "Ben");
        office.run("external-printing");
        office.retrieve();

        Answer given = office.admin()
                .post(
                        office.ticketPath("S-1") + "/distributions",
                        "{\"contactId\":\"" + office.contactId(BEN) + "\",\"reason\":\"asked at the desk\"}");
        assertThat(given.status()).as(given.response().body()).isEqualTo(201);
        JsonNode line = given.json().path("distribution");
        assertThat(line.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(line.path("source").asString()).isEqualTo("BACK_OFFICE");
        assertThat(line.path("reason").asString()).isEqualTo("asked at the desk");
        assertThat(office.admin().get(given.header("Location")).json().path("distribution"))
                .isEqualTo(line);
        assertThat(ben.tickets(office.organizer())).containsExactly("S-1");
        assertThat(anna.tickets(office.organizer())).isEmpty();
        office.retrieve();
        assertThat(office.history("S-1")).containsExactly("DISTRIBUTE CONFIRMED BACK_OFFICE " + ANNA + " > " + BEN);

        Answer back = office.admin().post(office.ticketPath("S-1") + "/take-back", "{}");
        assertThat(back.status()).as(back.response().body()).isEqualTo(201);
        office.retrieve();
        assertThat(anna.tickets(office.organizer())).containsExactly("S-1");
        assertThat(office.history("S-1"))
                .containsExactly(
                        "DISTRIBUTE CONFIRMED BACK_OFFICE " + ANNA + " > " + BEN,
                        "TAKE_BACK CONFIRMED BACK_OFFICE " + BEN + " > " + ANNA);
    }

    @Test
    void aDistributionThatIsSentAgainWithItsKeyIsOneAndReachesTheWalletOnce() {
        BoxOffice office = office("story-key", FeedMode.EVERY_CHANGE);
        office.ticket("S-1", "NOT_PRINTED", ANNA, "Anna");
        office.ticket("S-2", "PRINTED", BEN, "Ben");
        Phone ben = phone(BEN, "Ben");
        office.run("external-printing");
        String body = "{\"contactId\":\"" + office.contactId(BEN) + "\"}";

        Answer first =
                office.admin().post(office.ticketPath("S-1") + "/distributions", body, RepeatedWrites.HEADER, "give-1");
        assertThat(first.status()).as(first.response().body()).isEqualTo(201);
        Answer again =
                office.admin().post(office.ticketPath("S-1") + "/distributions", body, RepeatedWrites.HEADER, "give-1");
        assertThat(again.header(RepeatedWrites.REPLAYED)).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());

        Until.is(
                history -> history.equals(List.of("DISTRIBUTE CONFIRMED BACK_OFFICE " + ANNA + " > " + BEN)),
                () -> office.history("S-1"));
        assertThat(ben.tickets(office.organizer())).containsExactly("S-1");
    }

    @Test
    void anOpenTransferIsCancelledWithADistributionOrNothingIsDone() {
        BoxOffice office = office("story-open", FeedMode.EVERY_CHANGE);
        office.ticket("S-1", "NOT_PRINTED", ANNA, "Anna");
        office.ticket("S-2", "PRINTED", CARL, "Carl");
        Phone anna = phone(ANNA, "Anna");
        Phone ben = phone(BEN, "Ben");
        Phone carl = phone(CARL, "Carl");
        office.run("external-printing");
        anna.transfer(office.organizer(), "S-1", BEN);
        office.retrieve();
        String body = "{\"contactId\":\"" + office.contactId(CARL) + "\",\"cancelOpenTransfer\":%s}";

        Answer refused = office.admin().post(office.ticketPath("S-1") + "/distributions", body.formatted("false"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("/problems/transfer-open");
        assertThat(office.admin()
                        .post(office.ticketPath("S-1") + "/take-back", "{}")
                        .text("type"))
                .isEqualTo("/problems/transfer-open");
        assertThat(office.history("S-1")).hasSize(1);

        Answer done = office.admin().post(office.ticketPath("S-1") + "/distributions", body.formatted("true"));
        assertThat(done.status()).as(done.response().body()).isEqualTo(201);
        office.retrieve();
        assertThat(office.history("S-1"))
                .containsExactly(
                        "DISTRIBUTE CANCELLED WALLET " + ANNA + " > " + BEN,
                        "DISTRIBUTE CONFIRMED BACK_OFFICE " + ANNA + " > " + CARL);
        assertThat(carl.tickets(office.organizer())).containsExactly("S-1");
        assertThat(ben.offers())
                .noneMatch(offer -> offer.path("organizer").asString().equals(office.organizer()));
    }

    @Test
    void anOpenTransferIsResentCorrectedAndCancelled() {
        BoxOffice office = office("story-transfer", FeedMode.EVERY_CHANGE);
        office.ticket("S-1", "NOT_PRINTED", ANNA, "Anna");
        Phone anna = phone(ANNA, "Anna");
        Phone carl = phone(CARL, "Carl");
        office.run("external-printing");
        office.retrieve();
        String transfer = office.ticketPath("S-1") + "/transfer/";
        assertThat(office.admin().post(transfer + "cancel", "{}").text("type")).isEqualTo("/problems/no-open-transfer");
        anna.transfer(office.organizer(), "S-1", "bne@example.org");
        office.retrieve();

        Answer resent = office.admin().post(transfer + "resend", "{}");
        assertThat(resent.status()).as(resent.response().body()).isEqualTo(200);
        assertThat(resent.json()
                        .path("distribution")
                        .path("newContact")
                        .path("email")
                        .asString())
                .isEqualTo("bne@example.org");
        Answer corrected = office.admin()
                .post(
                        transfer + "recipient",
                        "{\"email\":\"" + CARL + "\",\"reason\":\"misspelt\"}",
                        "Idempotency-Key",
                        "c1");
        assertThat(corrected.status()).as(corrected.response().body()).isEqualTo(200);
        Until.is(history -> history.size() == 2, () -> {
            office.retrieve();
            return office.history("S-1");
        });
        assertThat(office.history("S-1"))
                .containsExactly(
                        "DISTRIBUTE CANCELLED WALLET " + ANNA + " > bne@example.org",
                        "DISTRIBUTE PENDING WALLET " + ANNA + " > " + CARL);
        assertThat(carl.offers())
                .anyMatch(offer -> offer.path("organizer").asString().equals(office.organizer()));
        Answer again = office.admin()
                .post(
                        transfer + "recipient",
                        "{\"email\":\"" + CARL + "\",\"reason\":\"misspelt\"}",
                        "Idempotency-Key",
                        "c1");
        assertThat(again.header(RepeatedWrites.REPLAYED)).isEqualTo("true");
        assertThat(again.json()).isEqualTo(corrected.json());

        assertThat(office.admin()
                        .post(transfer + "cancel", "{\"reason\":\"asked for\"}")
                        .status())
                .isEqualTo(200);
        office.retrieve();
        assertThat(office.history("S-1").getLast()).isEqualTo("DISTRIBUTE CANCELLED WALLET " + ANNA + " > " + CARL);
        assertThat(office.ticket("S-1").path("pendingTransfer").isNull()).isTrue();
    }

    @Test
    void aTicketThatIsCancelledOrControlledCannotBePassedOn() {
        BoxOffice office = office("story-end", FeedMode.EVERY_CHANGE);
        for (String ticket : new String[] {"S-1", "S-2"}) {
            office.ticket(ticket, "NOT_PRINTED", ANNA, "Anna");
        }
        Phone anna = phone(ANNA, "Anna");
        office.run("external-printing");
        office.ticket("S-1", "CANCELLED", ANNA, "Anna");
        office.ticket("S-2", "CONTROLLED", ANNA, "Anna");
        anna.transfer(office.organizer(), "S-1", BEN);

        assertThat(office.run("push-cancelled").path("applied").asInt()).isEqualTo(1);
        assertThat(office.run("push-controlled").path("applied").asInt()).isEqualTo(1);
        office.retrieve();

        assertThat(office.ticket("S-1").path("mobileStatus").asString()).isIn("DELETION_PENDING", "DELETED");
        assertThat(office.history("S-1")).containsExactly("DISTRIBUTE CANCELLED WALLET " + ANNA + " > " + BEN);
        assertThat(office.ticket("S-2").path("mobileStatus").asString()).isEqualTo("CONTROLLED");
        assertThat(anna.transfer(office.organizer(), "S-1", BEN).status()).isEqualTo(409);
        assertThat(anna.transfer(office.organizer(), "S-2", BEN).status()).isEqualTo(409);
        assertThat(office.run("push-controlled").path("entries").asInt()).isZero();
        Answer distributed = office.admin()
                .post(office.ticketPath("S-2") + "/distributions", "{\"contactId\":\"" + office.contactId(BEN) + "\"}");
        assertThat(distributed.json().path("distribution").path("status").asString())
                .isEqualTo("CANCELLED");
    }

    private BoxOffice office(String organizer, FeedMode mode) {
        return BoxOffice.open(port, walletClients, organizer, mode);
    }

    private Phone phone(String email, String firstName) {
        return Phone.of(port, email, firstName, "Wallet");
    }
}
