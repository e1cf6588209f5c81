package io.counterfoil.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.Told;
import io.counterfoil.reference.ReferenceInterpreter.Outcome;
import io.counterfoil.reference.ReferenceResult.LineResult;
import org.junit.jupiter.api.Test;

/** What a wallet tells of one ticket, and the history that follows. */
class ReferenceInterpreterTest extends TicketStory {
    @Test
    void aTransferIsOneLineThatBecomesConfirmed() {
        deliver(pending(1, "t", ANNA, BEN));
        assertThat(history()).containsExactly("anna > ben PENDING WALLET");
        assertThat(holder()).isEqualTo(ANNA + "|Anna|Meier");

        deliver(transferred(2, "t", ANNA, BEN));

        assertThat(history()).containsExactly("anna > ben CONFIRMED WALLET");
        assertThat(holder()).isEqualTo(BEN + "||");
        LineResult line = lines().getFirst();
        assertThat(line.initiatedAt()).isEqualTo(at(1));
        assertThat(line.resolvedAt()).isEqualTo(at(2));
        assertThat(line.steps()).hasSize(2);
    }

    @Test
    void aFailedTransferIsCancelledAndNothingMoves() {
        deliver(pending(1, "t", ANNA, BEN));
        deliver(transfer(2, "FAILURE_TRANSFER", "t", ANNA, BEN, ANNA));

        assertThat(history()).containsExactly("anna > ben CANCELLED WALLET");
        assertThat(holder()).isEqualTo(ANNA + "|Anna|Meier");
    }

    @Test
    void aFailureThatTellsNoRecipientSpeaksOfTheOpenLine() {
        deliver(pending(1, "t", ANNA, BEN));
        deliver(entry(2, "FAILURE").withOwner(Told.of(ANNA)));

        assertThat(history()).containsExactly("anna > ben CANCELLED WALLET");
    }

    @Test
    void aFailureThatSpeaksOfNothingKnownRefreshesDetailsOnly() {
        deliver(entry(2, "FAILURE").withOwner(Told.of(BEN)));

        assertThat(history()).isEmpty();
        assertThat(office.result("S-1").mobileStatus()).isEqualTo("FAILURE");
    }

    @Test
    void missedTransfersAreInferredFromWhoHasTheTicket() {
        deliver(pending(1, "t", ANNA, BEN));
        deliver(owned(5, "ASSIGNED", BEN));
        deliver(owned(9, "ONLINE_ACTIVATED", CLEO));

        assertThat(history()).containsExactly("anna > ben CONFIRMED WALLET", "ben > cleo CONFIRMED INFERRED");
        assertThat(lines().getFirst().steps().getLast().source()).isEqualTo("INFERRED");
    }

    @Test
    void theOldOwnersUseOfTheTicketCancelsTheOpenTransfer() {
        deliver(pending(1, "t", ANNA, BEN));
        deliver(owned(2, "ONLINE_ACTIVATED", ANNA));

        assertThat(history()).containsExactly("anna > ben CANCELLED WALLET");
    }

    @Test
    void anEntryThatNamesTheOpenTransferAsGoingOnLeavesItOpen() {
        deliver(pending(1, "t", ANNA, BEN));
        deliver(owned(2, "ASSIGNED", ANNA).withTransfer(block("t", ANNA, BEN, null)));

        assertThat(history()).containsExactly("anna > ben PENDING WALLET");
    }

    @Test
    void controlClosesTheOpenTransferEvenWithoutAnOwner() {
        deliver(pending(1, "t", ANNA, BEN));
        deliver(entry(2, "DOWNLOADED"));
        assertThat(history()).containsExactly("anna > ben PENDING WALLET");

        deliver(entry(3, "CONTROLLED"));

        assertThat(history()).containsExactly("anna > ben CANCELLED WALLET");
    }

    @Test
    void aCorrectedRecipientCancelsTheFirstLineAndOpensAnother() {
        deliver(pending(1, "t", ANNA, BEN));
        deliver(pending(2, "t", ANNA, CLEO));

        assertThat(history()).containsExactly("anna > ben CANCELLED WALLET", "anna > cleo PENDING WALLET");
        assertThat(lines().getFirst().reason()).isEqualTo("RECIPIENT_CHANGED");
        assertThat(lines().getFirst().resolvedAt()).isEqualTo(at(2));
    }

    @Test
    void lateEntriesAreFoldedInTheirPlaceAndWithdrawWhatWasInferred() {
        deliver(transferred(4, "u", BEN, CLEO));
        assertThat(history()).containsExactly("anna > ben CONFIRMED INFERRED", "ben > cleo CONFIRMED WALLET");

        deliver(transferred(2, "t", ANNA, BEN));

        assertThat(history()).containsExactly("anna > ben CONFIRMED WALLET", "ben > cleo CONFIRMED WALLET");
    }

    @Test
    void theOwnerAfterATransferMayAlreadyBeAnother() {
        deliver(transfer(3, "TRANSFERRED", "t", ANNA, BEN, CLEO));

        assertThat(history()).containsExactly("anna > ben CONFIRMED WALLET", "ben > cleo CONFIRMED INFERRED");
    }

    @Test
    void withoutTransferIdsTheOpenLineWithSenderAndRecipientIsMeant() {
        deliver(pending(1, null, ANNA, BEN));
        deliver(transferred(2, null, ANNA, BEN));
        deliver(transferred(3, null, BEN, ANNA));
        deliver(transferred(4, null, ANNA, BEN));

        assertThat(history())
                .containsExactly(
                        "anna > ben CONFIRMED WALLET", "ben > anna CONFIRMED WALLET", "anna > ben CONFIRMED WALLET");
    }

    @Test
    void theSameChangeTwiceIsUnchangedAndAReEmissionSaysOnlyWhoHasIt() {
        deliver(transferred(1, "t", ANNA, BEN));
        assertThat(deliver(transferred(1, "t", ANNA, BEN))).isEqualTo(Outcome.UNCHANGED);

        deliver(transferred(1, "t", ANNA, BEN).withSequence(7L));

        assertThat(history()).containsExactly("anna > ben CONFIRMED WALLET");
        assertThat(lines().getFirst().steps()).hasSize(1);
    }
}
