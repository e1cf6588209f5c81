package io.counterfoil.wallet;

import static io.counterfoil.wallet.WalletScene.item;
import static io.counterfoil.wallet.WalletScene.on;
import static io.counterfoil.wallet.WalletScene.onTransfer;
import static io.counterfoil.wallet.WalletScene.ticket;
import static io.counterfoil.wallet.WalletScene.tickets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.Verdict.Accepted;
import io.counterfoil.wallet.Verdict.Rejected;
import io.counterfoil.wallet.Verdict.Unchanged;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SpectatorDeskTest {
    private final WalletScene scene = new WalletScene();
    private final OrganizerCode opera = scene.organizer("opera", FeedMode.EVERY_CHANGE);
    private final OrganizerCode arena = scene.organizer("arena", FeedMode.EVERY_CHANGE);
    private final UUID anna = scene.person("anna@example.org");
    private final UUID ben = scene.person("ben@example.org");

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aTicketGoesFromHandToHandAndEachStepIsTold() {
        scene.inject(opera, "anna@example.org", "S-1");
        scene.spectators.download(anna, on(opera, "S-1"));
        scene.spectators.assign(anna, on(opera, "S-1").put("firstName", "Anna").put("lastName", "Meier"));
        String transfer = scene.transfer(opera, "S-1", anna, "ben@example.org");
        JsonNode pending = scene.last(opera);
        scene.spectators.accept(ben, onTransfer(opera, transfer));
        JsonNode accepted = scene.last(opera);

        assertThat(scene.statuses(opera))
                .containsExactly("INJECTED", "DOWNLOADED", "ASSIGNED", "PENDING_TRANSFER", "TRANSFERRED");
        assertThat(pending.path("walletOwner").path("email").asString()).isEqualTo("anna@example.org");
        assertThat(pending.path("spectatorDetails").toString()).isEqualTo("{\"email\":\"ben@example.org\"}");
        assertThat(pending.path("ticketHolder").path("lastName").asString()).isEqualTo("Meier");
        assertThat(pending.path("transfer").path("endedAt").isNull()).isTrue();
        assertThat(accepted.path("walletOwner").path("email").asString()).isEqualTo("ben@example.org");
        assertThat(accepted.path("ticketHolder").isNull()).isTrue();
        assertThat(accepted.path("transfer").path("transferId").asString()).isEqualTo(transfer);
        assertThat(accepted.path("transfer").path("direction").asString()).isEqualTo("FORWARD");
        assertThat(accepted.path("sequence").asLong()).isEqualTo(5);
        assertThat(scene.wakings).hasSize(5);
    }

    @Test
    void profileAndConsentsGoToTheOrganizerOnceTheTicketIsHis() {
        scene.inject(opera, "anna@example.org", "S-1");
        scene.profiles.saveProfile(ben, WalletScene.JSON.readTree("""
                        {"title":"Mr","firstName":"Ben","lastName":"Roth","dateOfBirth":"1990-02-28","nationality":"CHE",
                        "idCardNumber":"X1","phoneNumber":"+41 22 700 00 00","residenceCountry":"CH","language":"fr-ch"}"""));
        scene.profiles.savePreference(
                ben,
                WalletScene.JSON
                        .createObjectNode()
                        .put("organizer", "opera")
                        .put("allowPromoEmail", true)
                        .put("allowThirdPartyEmail", false));

        scene.spectators.accept(ben, onTransfer(opera, scene.transfer(opera, "S-1", anna, " BEN@example.org ")));

        assertThat(scene.last(opera).path("spectatorDetails").toString())
                .isEqualTo(
                        "{\"email\":\"ben@example.org\",\"title\":\"Mr\",\"firstName\":\"Ben\",\"lastName\":\"Roth\","
                                + "\"dateOfBirth\":\"1990-02-28\",\"nationality\":\"CHE\",\"idCardNumber\":\"X1\","
                                + "\"phoneNumber\":\"+41 22 700 00 00\",\"residenceCountry\":\"CH\",\"language\":\"fr-CH\","
                                + "\"organizerSpectatorPreference\":{\"allowPromoEmail\":true,\"allowThirdPartyEmail\":false}}");
        assertThat(scene.profiles.preference(ben, arena).allowPromoEmail()).isNull();
    }

    @Test
    void aTransferThatNobodyAcceptsEndsAtItsTimeWhoeverLooks() {
        scene.inject(opera, "anna@example.org", "S-1");
        String transfer = scene.transfer(opera, "S-1", anna, "ben@example.org");
        scene.clock.pass(Duration.ofMinutes(59));
        assertThat(scene.spectators.pending(ben, 10)).hasSize(1);

        scene.clock.pass(Duration.ofMinutes(2));

        assertThat(scene.spectators.pending(ben, 10)).isEmpty();
        JsonNode failure = scene.last(opera);
        assertThat(failure.path("status").asString()).isEqualTo("FAILURE_TRANSFER");
        assertThat(failure.path("transfer").path("reason").asString()).isEqualTo("TIMEOUT");
        assertThat(failure.path("transfer").path("endedAt").asString()).isEqualTo("2026-06-14T13:00:00Z");
        assertThat(rejection(scene.spectators.accept(ben, onTransfer(opera, transfer))))
                .isEqualTo("transfer-over");
    }

    @Test
    void whoeverActsOnAnOverdueTransferFindsItOver() {
        scene.inject(opera, "anna@example.org", "S-1");
        String transfer = scene.transfer(opera, "S-1", anna, "ben@example.org");
        scene.clock.pass(Duration.ofHours(1));

        assertThat(rejection(scene.spectators.accept(ben, onTransfer(opera, transfer))))
                .isEqualTo("transfer-over");
        assertThat(scene.transfer(opera, "S-1", anna, "carl@example.org")).isNotEqualTo(transfer);
        assertThat(scene.statuses(opera))
                .containsExactly("INJECTED", "PENDING_TRANSFER", "FAILURE_TRANSFER", "PENDING_TRANSFER");
    }

    @Test
    void rejectAndCancelSayWhy() {
        scene.inject(opera, "anna@example.org", "S-1");
        scene.spectators.reject(ben, onTransfer(opera, scene.transfer(opera, "S-1", anna, "ben@example.org")));
        assertThat(scene.last(opera).path("transfer").path("reason").asString()).isEqualTo("REJECTED");

        String transfer = scene.transfer(opera, "S-1", anna, "ben@example.org");
        scene.spectators.cancel(anna, onTransfer(opera, transfer));
        assertThat(scene.last(opera).path("transfer").path("reason").asString()).isEqualTo("CANCELLED");
        assertThat(scene.spectators.cancel(anna, onTransfer(opera, transfer)).verdict())
                .isInstanceOf(Unchanged.class);
        assertThat(rejection(scene.spectators.reject(ben, onTransfer(opera, transfer))))
                .isEqualTo("transfer-over");
    }

    @Test
    void aTicketIsTransferredAsOftenAsItsOrganizerAllows() {
        ObjectNode once = ticket("S-1", "anna@example.org");
        once.putObject("rules").put("maxTransfers", 1).put("transferTimeout", "PT2H");
        scene.organizers.inject(opera, tickets(once));
        scene.spectators.cancel(anna, onTransfer(opera, scene.transfer(opera, "S-1", anna, "ben@example.org")));
        scene.spectators.accept(ben, onTransfer(opera, scene.transfer(opera, "S-1", anna, "ben@example.org")));

        assertThat(scene.spectators.ticket(ben, opera, "S-1").transfersLeft()).isZero();
        assertThat(rejection(scene.spectators.transfer(ben, on(opera, "S-1").put("email", "carl@example.org"))))
                .isEqualTo("transfer-limit");
    }

    @Test
    void aTicketGoesBackThroughTheHandsItCameThrough() {
        UUID carl = scene.person("carl@example.org");
        scene.inject(opera, "anna@example.org", "S-1");
        scene.spectators.accept(ben, onTransfer(opera, scene.transfer(opera, "S-1", anna, "ben@example.org")));
        scene.spectators.accept(carl, onTransfer(opera, scene.transfer(opera, "S-1", ben, "carl@example.org")));

        assertThat(scene.spectators.giveBack(carl, on(opera, "S-1")).verdict()).isInstanceOf(Accepted.class);
        JsonNode back = scene.last(opera);
        assertThat(back.path("status").asString()).isEqualTo("TRANSFERRED");
        assertThat(back.path("transfer").path("direction").asString()).isEqualTo("RETURN");
        assertThat(back.path("walletOwner").path("email").asString()).isEqualTo("ben@example.org");

        assertThat(scene.spectators.giveBack(ben, on(opera, "S-1")).verdict()).isInstanceOf(Accepted.class);
        assertThat(rejection(scene.spectators.giveBack(anna, on(opera, "S-1")))).isEqualTo("not-received");
        assertThat(scene.spectators.history(ben, null, 10)).hasSize(4);
    }

    @Test
    void oneAccountHoldsTicketsOfSeveralOrganizers() {
        scene.inject(opera, "anna@example.org", "S-1");
        scene.inject(arena, "Anna@Example.org", "S-1", "S-2");

        assertThat(scene.spectators.tickets(anna, "", "", 10))
                .extracting(SpectatorStore.TicketView::organizer, SpectatorStore.TicketView::ticketId)
                .containsExactly(tuple("arena", "S-1"), tuple("arena", "S-2"), tuple("opera", "S-1"));
        assertThat(scene.spectators.tickets(anna, "arena", "S-1", 1))
                .extracting(SpectatorStore.TicketView::ticketId)
                .containsExactly("S-2");
        assertThat(scene.told(arena, null, 10))
                .extracting(entry -> entry.path("sequence").asLong())
                .containsExactly(1L, 2L);
    }

    @Test
    void whatIsNotMineDoesNotExistForMe() {
        scene.inject(opera, "anna@example.org", "S-1");
        String transfer = scene.transfer(opera, "S-1", anna, "carl@example.org");

        assertThatThrownBy(() -> scene.spectators.download(ben, on(opera, "S-1")))
                .isInstanceOf(Refusal.class)
                .hasMessage("ticket S-1 does not exist");
        assertThatThrownBy(() -> scene.spectators.accept(ben, onTransfer(opera, transfer)))
                .isInstanceOf(Refusal.class)
                .hasMessage("transfer " + transfer + " does not exist");
    }

    @Test
    void theCodeShowsOnlyWhileActivatedAndNeverAfterControl() {
        scene.inject(opera, "anna@example.org", "S-1");
        assertThat(rejection(scene.spectators.activate(anna, on(opera, "S-1")))).isEqualTo("not-downloaded");
        scene.spectators.download(anna, on(opera, "S-1"));

        assertThat(scene.spectators
                        .activate(anna, on(opera, "S-1").put("how", "BLUETOOTH"))
                        .qrPayload())
                .isEqualTo("barcode-S-1");
        scene.spectators.deactivate(anna, on(opera, "S-1"));
        scene.organizers.control(opera, tickets(item("S-1")));

        SpectatorDesk.Done after = scene.spectators.activate(anna, on(opera, "S-1"));
        assertThat(rejection(after)).isEqualTo("controlled");
        assertThat(after.qrPayload()).isNull();
        assertThat(scene.statuses(opera))
                .containsExactly("INJECTED", "DOWNLOADED", "BT_ACTIVATED", "DEACTIVATED", "CONTROLLED");
    }

    @Test
    void aWithdrawnTicketIsGoneOnceThePhoneConfirms() {
        scene.inject(opera, "anna@example.org", "S-1", "S-2");
        scene.spectators.download(anna, on(opera, "S-1"));
        scene.organizers.invalidate(opera, tickets(item("S-1"), item("S-2")));

        assertThat(scene.statuses(opera).subList(3, 6))
                .containsExactly("DELETION_PENDING", "DELETION_PENDING", "DELETED");
        assertThat(scene.spectators.tickets(anna, "", "", 10))
                .extracting(SpectatorStore.TicketView::withdrawn)
                .containsExactly(true);
        scene.spectators.confirmDeletion(anna, on(opera, "S-1"));
        assertThat(scene.spectators.tickets(anna, "", "", 10)).isEmpty();
        assertThat(scene.last(opera).path("status").asString()).isEqualTo("DELETED");
    }

    private static String rejection(SpectatorDesk.Done done) {
        return done.verdict() instanceof Rejected(String type, String reason)
                ? type
                : done.verdict().toString();
    }
}
