package io.counterfoil.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.Patience;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.push.PeerWallet.Fault;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.Distribution.Status;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(Patience.SECONDS)
class DistributingTest {
    private final PushScene scene = new PushScene();
    private final PeerWallet wallet = scene.wallet;
    private ContactId anna = new ContactId(new UUID(0, 0));
    private ContactId ben = anna;
    private TicketId ticket = new TicketId("S-1");

    @BeforeEach
    void people() {
        anna = scene.contact("anna@example.org", "Anna");
        ben = scene.contact("ben@example.org", "Ben");
        ticket = scene.ticket("S-1", "PRINTED", anna);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aTicketThatNoWalletHasIsDistributedAtOnceAndTakenBack() {
        assertThat(distribute().line())
                .returns(Status.CONFIRMED, Distribution::status)
                .returns(ben, Distribution::newContact);
        assertThat(scene.distributing.takeBack(scene.opera, request(false)).line())
                .returns(Distribution.Action.TAKE_BACK, Distribution::action)
                .returns(anna, Distribution::newContact);
        assertThat(wallet.calls).isEmpty();
    }

    @Test
    void theWalletIsAskedAndItsAnswerIsTheTicketsLastOrder() {
        scene.injected(ticket);

        Distributing.Done done = distribute();

        assertThat(done.line()).returns(Status.CONFIRMED, Distribution::status);
        assertThat(done.ticket().ticket().culturalContact()).isEqualTo(ben);
        assertThat(wallet.last().path()).isEqualTo("/reassignments");
        assertThat(wallet.last().tickets().get(0).toString())
                .isEqualTo("{\"ticketId\":\"S-1\",\"reassignmentId\":\""
                        + done.line().id()
                        + "\",\"reason\":\"asked for it\",\"spectatorDetails\":{\"email\":\"ben@example.org\","
                        + "\"firstName\":\"Ben\",\"language\":\"fr\"}}");
        assertThat(scene.sql.queryForMap("select answer, answer_stream, answer_sequence from distribution"))
                .containsEntry("answer", "ACCEPTED")
                .containsEntry("answer_stream", "mobile#0")
                .containsEntry("answer_sequence", 101L);
        assertThat(calls()).isZero();
    }

    @Test
    void aRefusalCancelsTheLineWithTheWalletsReason() {
        scene.injected(ticket);
        wallet.refused.put("S-1", "controlled already");

        Distributing.Done done = distribute();

        assertThat(done.line())
                .returns(Status.CANCELLED, Distribution::status)
                .returns("controlled already", Distribution::reason);
        assertThat(done.ticket().ticket().culturalContact()).isEqualTo(anna);
    }

    @Test
    void aWalletThatDoesNotAnswerIsAskedUntilItDoes() {
        scene.injected(ticket);
        wallet.faults.add(Fault.STATUS_500);
        wallet.faults.add(Fault.NO_RESULTS);

        Distributing.Done done = distribute();
        assertThat(done.line()).returns(Status.PENDING, Distribution::status);
        assertThat(scene.distributing.problem(scene.opera, done.line().id())).hasValue("the wallet answers 500");
        assertThat(done.ticket().ticket().culturalContact()).isEqualTo(anna);
        assertThat(askAll()).isZero();
        assertThat(wallet.calls).hasSize(1);

        scene.clock.pass(Duration.ofSeconds(2));
        assertThat(askAll()).isZero();
        assertThat(scene.distributing.problem(scene.opera, done.line().id()))
                .hasValue("the wallet's answer does not name the ticket");
        scene.clock.pass(Duration.ofSeconds(4));
        assertThat(askAll()).isOne();
        assertThat(line()).returns(Status.CONFIRMED, Distribution::status);
        assertThat(calls()).isZero();
        scene.clock.pass(Duration.ofHours(1));
        assertThat(askAll()).isZero();
        assertThat(wallet.calls).hasSize(3);
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgainAndNothingIsDoneTwice() {
        scene.injected(ticket);
        wallet.faults.add(Fault.ANSWER_LOST);

        assertThat(distribute().line()).returns(Status.PENDING, Distribution::status);
        scene.clock.pass(Duration.ofMinutes(1));
        assertThat(askAll()).isOne();

        assertThat(wallet.calls).hasSize(2);
        assertThat(wallet.done).containsExactly("/reassignments S-1");
        assertThat(line()).returns(Status.CONFIRMED, Distribution::status);
    }

    @Test
    void aChangeThatWasStoredBeforeACrashIsAskedForAfterwards() {
        scene.injected(ticket);
        scene.changes.distribute(
                scene.opera,
                new io.counterfoil.tickets.BackOfficeChanges.Request(ticket, "agent", "asked for it", false, true),
                ben);

        assertThat(askAll()).isOne();

        assertThat(line()).returns(Status.CONFIRMED, Distribution::status);
    }

    @Test
    void whileAChangeWaitsThereIsNoOther() {
        scene.injected(ticket);
        wallet.faults.add(Fault.STATUS_500);
        distribute();

        assertThatThrownBy(this::distribute).isInstanceOf(Refusal.class).hasMessageContaining("waits for the wallet");
    }

    @Test
    void anOpenTransferIsCancelledWithItOrItIsRefused() {
        scene.pending(ticket, "t1", "anna@example.org", "cleo@example.org", 7);

        assertThatThrownBy(this::distribute).isInstanceOf(Refusal.class).hasMessageContaining("has an open transfer");
        Distributing.Done done = scene.distributing.distribute(scene.opera, request(true), ben);

        assertThat(done.line()).returns(Status.CONFIRMED, Distribution::status);
        assertThat(done.ticket().lines())
                .extracting(Distribution::status)
                .containsExactly(Status.CANCELLED, Status.CONFIRMED);
        assertThat(wallet.calls).hasSize(1);
    }

    @Test
    void aContactWhomTheWalletCannotKnowIsRefused() {
        scene.injected(ticket);
        ContactId nobody = scene.contact(null, "Zoe");

        assertThatThrownBy(() -> scene.distributing.distribute(scene.opera, request(false), nobody))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("a contact with an e-mail address");
        assertThat(scene.tickets.view(scene.opera, ticket).lines()).isEmpty();
    }

    @Test
    void anOpenTransferIsResentCorrectedAndCancelledByTheWallet() {
        OpenTransfers.Request request = new OpenTransfers.Request(ticket, "agent", "typing error");
        assertThatThrownBy(() -> scene.transfers.resend(scene.opera, request))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("has no open transfer");
        scene.pending(ticket, "t1", "anna@example.org", "cleo@example.org", 7);

        assertThat(scene.transfers.resend(scene.opera, request).accepted()).isTrue();
        assertThat(wallet.last().path()).isEqualTo("/transfers/resend");
        scene.transfers.correctRecipient(scene.opera, request, PushScene.address("dan@example.org"));
        assertThat(wallet.last().path()).isEqualTo("/transfers/recipient");
        assertThat(wallet.last().tickets().get(0).toString())
                .isEqualTo("{\"ticketId\":\"S-1\",\"transferId\":\"t1\",\"recipientEmail\":\"dan@example.org\"}");
        wallet.refused.put("S-1", "too late");
        assertThat(scene.transfers.cancel(scene.opera, request))
                .returns(false, OpenTransfers.Answered::accepted)
                .returns("too late", OpenTransfers.Answered::reason);

        wallet.faults.add(Fault.STATUS_500);
        assertThatThrownBy(() -> scene.transfers.cancel(scene.opera, request))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the wallet answers 500");
        assertThat(scene.journalled("invitation-resent")).containsExactly("S-1 agent");
        assertThat(scene.journalled("transfer-cancelled")).hasSize(2);
        assertThat(scene.woken).containsExactly("mobile", "mobile");
        assertThat(line()).returns(Status.PENDING, Distribution::status);
    }

    private Distributing.Done distribute() {
        return scene.distributing.distribute(scene.opera, request(false), ben);
    }

    private Distributing.Request request(boolean cancelOpen) {
        return new Distributing.Request(ticket, "agent", "asked for it", cancelOpen);
    }

    private int askAll() {
        return scene.reassignments.askAll(scene.opera, scene.prompt);
    }

    private Distribution line() {
        return scene.tickets.view(scene.opera, ticket).lines().getLast();
    }

    private int calls() {
        Integer calls = scene.sql.queryForObject("select count(*) from reassignment_call", Integer.class);
        return calls == null ? -1 : calls;
    }
}
