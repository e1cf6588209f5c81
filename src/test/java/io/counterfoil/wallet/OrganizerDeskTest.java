package io.counterfoil.wallet;

import static io.counterfoil.wallet.WalletScene.item;
import static io.counterfoil.wallet.WalletScene.on;
import static io.counterfoil.wallet.WalletScene.onTransfer;
import static io.counterfoil.wallet.WalletScene.ticket;
import static io.counterfoil.wallet.WalletScene.tickets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.OrganizerDesk.Result;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class OrganizerDeskTest {
    private final WalletScene scene = new WalletScene();
    private final OrganizerCode opera = scene.organizer("opera", FeedMode.EVERY_CHANGE);
    private final UUID anna = scene.person("anna@example.org");
    private final UUID ben = scene.person("ben@example.org");

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void injectingTheSameTwiceChangesNothing() {
        List<Result> first = scene.inject(opera, "anna@example.org", "S-1", "S-2");
        List<Result> again = scene.inject(opera, "anna@example.org", "S-2", "S-1", "S-3");

        assertThat(first)
                .containsExactly(new Result("S-1", "ACCEPTED", null, 1L), new Result("S-2", "ACCEPTED", null, 2L));
        assertThat(again)
                .containsExactly(
                        new Result("S-2", "UNCHANGED", null, 2L),
                        new Result("S-1", "UNCHANGED", null, 1L),
                        new Result("S-3", "ACCEPTED", null, 3L));
    }

    @Test
    void aLateRepeatOfAnInjectionDoesNotTakeTheTicketFromItsNewOwner() {
        scene.inject(opera, "anna@example.org", "S-1");
        scene.spectators.accept(ben, onTransfer(opera, scene.transfer(opera, "S-1", anna, "ben@example.org")));

        assertThat(scene.inject(opera, "anna@example.org", "S-1"))
                .extracting(Result::outcome)
                .containsExactly("UNCHANGED");
        assertThat(scene.inject(opera, "carl@example.org", "S-1"))
                .extracting(Result::outcome)
                .containsExactly("REJECTED");
        assertThat(scene.spectators.ticket(ben, opera, "S-1").status()).isEqualTo("TRANSFERRED");
    }

    @Test
    void aChangedSeatIsTakenOverWithoutTellingAChange() {
        scene.inject(opera, "anna@example.org", "S-1");

        List<Result> moved = scene.organizers.inject(
                opera, tickets(ticket("S-1", "anna@example.org").put("seat", "B 12")));

        assertThat(moved).containsExactly(new Result("S-1", "ACCEPTED", null, 1L));
        assertThat(scene.spectators.ticket(anna, opera, "S-1").seat()).isEqualTo("B 12");
        assertThat(scene.statuses(opera)).containsExactly("INJECTED");
    }

    @Test
    void oneBadTicketIsRejectedInItsPlaceAndTheOthersAreTaken() {
        ObjectNode body = tickets(ticket("S-1", "anna@example.org"), ticket("S-2", "nobody"), ticket(" ", "x@y.org"));
        body.withArray("tickets").add(7).add(ticket("S-5", "\"x y\"@z.org"));

        List<Result> results = scene.organizers.inject(opera, body);

        assertThat(results)
                .extracting(Result::outcome)
                .containsExactly("ACCEPTED", "REJECTED", "REJECTED", "REJECTED", "ACCEPTED");
        assertThat(results.get(1).reason()).startsWith("email: address nobody (expected: one mailbox");
        assertThat(results.get(3).ticketId()).isNull();
        assertThat(results.get(4).sequence()).isEqualTo(2);
    }

    @Test
    void fromOneToAThousandTicketsACall() {
        ArrayNode many = WalletScene.JSON.createArrayNode();
        for (int i = 0; i <= 1000; i++) {
            many.add(ticket("S-" + i, "anna@example.org"));
        }
        ObjectNode tooMany = WalletScene.JSON.createObjectNode();
        tooMany.set("tickets", many);

        assertThatThrownBy(() -> scene.organizers.inject(opera, tooMany))
                .isInstanceOf(Refusal.class)
                .hasMessage("tickets: 1001 entries (expected: an array of 1 to 1000 tickets)");
        assertThatThrownBy(() -> scene.organizers.inject(opera, tickets())).isInstanceOf(Refusal.class);
        many.remove(1000);
        assertThat(scene.organizers.inject(opera, tooMany)).hasSize(1000);
    }

    @Test
    void aReassignmentFirstEndsTheOpenTransferThenMovesTheTicket() {
        scene.inject(opera, "anna@example.org", "S-1");
        scene.transfer(opera, "S-1", anna, "ben@example.org");

        List<Result> results = scene.organizers.reassign(opera, tickets(reassign("S-1", "carl@example.org")));

        assertThat(results).containsExactly(new Result("S-1", "ACCEPTED", null, 4L));
        List<JsonNode> told = scene.told(opera, null, 100);
        assertThat(told)
                .extracting(entry -> entry.path("status").asString())
                .containsExactly("INJECTED", "PENDING_TRANSFER", "FAILURE_TRANSFER", "INJECTED");
        assertThat(told.get(2).path("transfer").path("reason").asString()).isEqualTo("REASSIGNED");
        assertThat(told.get(2).path("walletOwner").path("email").asString()).isEqualTo("anna@example.org");
        assertThat(told.get(3).path("walletOwner").path("email").asString()).isEqualTo("carl@example.org");
        assertThat(told.get(3).path("transfer").isNull()).isTrue();
    }

    @Test
    void aRepeatedReassignmentIsAnsweredWithTheSequenceThatMovedTheTicket() {
        scene.inject(opera, "anna@example.org", "S-1");
        scene.organizers.reassign(opera, tickets(reassign("S-1", "ben@example.org")));
        scene.spectators.download(ben, on(opera, "S-1"));

        assertThat(scene.organizers.reassign(opera, tickets(reassign("S-1", "ben@example.org"))))
                .containsExactly(new Result("S-1", "UNCHANGED", null, 2L));
    }

    @Test
    void aLateRepeatOfAReassignmentWithAnIdDoesNotTakeTheTicketBack() {
        scene.inject(opera, "anna@example.org", "S-1");
        ObjectNode move = reassign("S-1", "ben@example.org").put("reassignmentId", "line-7");
        scene.organizers.reassign(opera, tickets(move));
        scene.spectators.accept(anna, onTransfer(opera, scene.transfer(opera, "S-1", ben, "anna@example.org")));

        assertThat(scene.organizers.reassign(opera, tickets(move)))
                .containsExactly(new Result("S-1", "UNCHANGED", null, 2L));
        assertThat(scene.spectators.ticket(anna, opera, "S-1").ticketId()).isEqualTo("S-1");
    }

    @Test
    void controlAndInvalidationEndAnOpenTransferAndHappenOnce() {
        scene.inject(opera, "anna@example.org", "S-1", "S-2");
        scene.transfer(opera, "S-1", anna, "ben@example.org");
        scene.transfer(opera, "S-2", anna, "ben@example.org");

        scene.organizers.control(opera, tickets(item("S-1").put("controlledAt", "2026-06-14T11:59:00Z")));
        scene.organizers.invalidate(opera, tickets(item("S-2").put("reason", "refunded")));

        assertThat(scene.told(opera, null, 100).subList(4, 9))
                .extracting(entry -> entry.path("ticketId").asString() + " "
                        + entry.path("status").asString() + " "
                        + entry.path("transfer").path("reason").asString())
                .containsExactly(
                        "S-1 FAILURE_TRANSFER CONTROLLED",
                        "S-1 CONTROLLED ",
                        "S-2 FAILURE_TRANSFER INVALIDATED",
                        "S-2 DELETION_PENDING ",
                        "S-2 DELETED ");
        assertThat(scene.organizers.control(opera, tickets(item("S-1"), item("S-2"), item("S-9"))))
                .extracting(Result::outcome)
                .containsExactly("UNCHANGED", "REJECTED", "REJECTED");
        assertThat(scene.organizers.invalidate(opera, tickets(item("S-2"))))
                .containsExactly(new Result("S-2", "UNCHANGED", null, 9L));
        assertThat(scene.organizers.reassign(opera, tickets(reassign("S-1", "x@example.org"))))
                .extracting(Result::reason)
                .containsExactly("the ticket has been used at the entrance");
    }

    @Test
    void aCorrectedRecipientKeepsTheTransferAndHasTheWholeTime() {
        scene.inject(opera, "anna@example.org", "S-1");
        String transfer = scene.transfer(opera, "S-1", anna, "benn@example.org");
        scene.clock.pass(Duration.ofMinutes(50));
        ObjectNode correction = item("S-1").put("transferId", transfer).put("recipientEmail", "ben@example.org");

        assertThat(scene.organizers.correctRecipient(opera, tickets(correction)))
                .containsExactly(new Result("S-1", "ACCEPTED", null, 3L));
        assertThat(scene.organizers.correctRecipient(opera, tickets(correction)))
                .containsExactly(new Result("S-1", "UNCHANGED", null, 3L));
        scene.clock.pass(Duration.ofMinutes(50));

        assertThat(scene.last(opera).path("status").asString()).isEqualTo("PENDING_TRANSFER");
        assertThat(scene.last(opera).path("transfer").path("transferId").asString())
                .isEqualTo(transfer);
        assertThat(scene.spectators.accept(ben, onTransfer(opera, transfer)).verdict())
                .isEqualTo(new Verdict.Accepted(4));
    }

    @Test
    void cancelAndResendAreForOpenTransfersOfThatTicketOnly() {
        scene.inject(opera, "anna@example.org", "S-1", "S-2");
        String transfer = scene.transfer(opera, "S-1", anna, "ben@example.org");
        ObjectNode it = item("S-1").put("transferId", transfer);

        assertThat(scene.organizers.resend(opera, tickets(it, it)))
                .extracting(Result::outcome)
                .containsExactly("ACCEPTED", "ACCEPTED");
        assertThat(scene.organizers.cancel(opera, tickets(item("S-2").put("transferId", transfer), it, it)))
                .extracting(Result::outcome)
                .containsExactly("REJECTED", "ACCEPTED", "UNCHANGED");
        assertThat(scene.organizers.resend(opera, tickets(it)))
                .extracting(Result::outcome)
                .containsExactly("REJECTED");
        assertThat(scene.statuses(opera))
                .containsExactly("INJECTED", "INJECTED", "PENDING_TRANSFER", "FAILURE_TRANSFER");
    }

    private static ObjectNode reassign(String ticketId, String email) {
        ObjectNode item = item(ticketId).put("reason", "taken back");
        item.putObject("spectatorDetails").put("email", email);
        return item;
    }
}
