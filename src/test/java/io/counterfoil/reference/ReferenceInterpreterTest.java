package io.counterfoil.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.Told;
import io.counterfoil.reference.ReferenceInterpreter.ImportContact;
import io.counterfoil.reference.ReferenceInterpreter.Outcome;
import io.counterfoil.reference.ReferenceResult.LineResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stories of one ticket that Anna bought. Lines are written {@code from > to STATUS SOURCE}. */
class ReferenceInterpreterTest {
    private static final Instant NINE = Instant.parse("2026-06-14T09:00:00Z");
    private static final String ANNA = "anna@example.org";
    private static final String BEN = "ben@example.org";
    private static final String CLEO = "cleo@example.org";

    private final ReferenceInterpreter office = new ReferenceInterpreter(true);

    @BeforeEach
    void annaHasATicket() {
        office.importTicket("S-1", new ImportContact(ANNA, "Anna", "Meier"), NINE);
    }

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

    @Test
    void aTemporaryContactIsCompletedByRealNamesButNotByWhatASenderTyped() {
        deliver(pending(1, "t", ANNA, BEN).withSpectator(named(BEN, "Benny", "B")));
        assertThat(office.result().contacts()).anyMatch(contact -> contact.temporary());

        deliver(transferred(2, "t", ANNA, BEN).withSpectator(named(null, "Ben", "Roth")));

        assertThat(office.result().contacts()).noneMatch(contact -> contact.temporary());
        assertThat(holder()).isEqualTo(BEN + "|Ben|Roth");
    }

    @Test
    void anImportIsComparedWithTheLastImport() {
        deliver(transferred(1, "t", ANNA, BEN));
        office.importTicket("S-1", new ImportContact(ANNA, "Anna", "Meier"), at(2));
        assertThat(holder()).startsWith(BEN);

        office.importTicket("S-1", new ImportContact(CLEO, null, null), at(3));

        assertThat(history()).containsExactly("anna > ben CONFIRMED WALLET", "ben > cleo CONFIRMED IMPORT");
    }

    @Test
    void anImportConfirmsTheOpenTransferThatItSpeaksOf() {
        deliver(pending(1, "t", ANNA, BEN));
        office.importTicket("S-1", new ImportContact(BEN, null, null), at(2));

        assertThat(history()).containsExactly("anna > ben CONFIRMED WALLET");
        assertThat(lines().getFirst().steps().getLast().source()).isEqualTo("INFERRED");
    }

    @Test
    void theWalletsAnswerPutsABackOfficeLineInItsPlace() {
        contact("cleo", CLEO);
        office.distribute("r", "S-1", "cleo", new BackOfficeAnswer.Waiting(), at(5));
        assertThat(history()).containsExactly("anna > cleo PENDING BACK_OFFICE");

        office.answer("r", new BackOfficeAnswer.Accepted("mobile", 0, 8L), at(6));
        deliver(owned(7, "ASSIGNED", ANNA));
        deliver(transferred(8, "wallet's own", ANNA, CLEO));

        assertThat(history()).containsExactly("anna > cleo CONFIRMED BACK_OFFICE");
        assertThat(holder()).startsWith(CLEO);
    }

    @Test
    void whatIsTakenBackGoesToTheOldContactOfTheLastLine() {
        assertThat(office.takeBack("r", "S-1", new BackOfficeAnswer.NotNeeded(), at(1)))
                .isFalse();
        deliver(transferred(1, "t", ANNA, BEN));

        assertThat(office.takeBack("s", "S-1", new BackOfficeAnswer.NotNeeded(), at(2)))
                .isTrue();

        assertThat(history()).containsExactly("anna > ben CONFIRMED WALLET", "ben > anna CONFIRMED BACK_OFFICE");
        assertThat(lines().getLast().action()).isEqualTo("TAKE_BACK");
    }

    @Test
    void familiesShareAnAddressAndTheTicketsOwnContactIsMeant() {
        office.contact("ida", List.of("meier@example.org"), ReferenceProfile.named("Ida", "Meier"), false, false, NINE);
        office.contact(
                "jon", List.of("meier@example.org"), ReferenceProfile.named("Jon", "Meier"), false, false, at(1));
        office.distribute("r", "S-1", "jon", new BackOfficeAnswer.NotNeeded(), at(2));
        deliver(owned(3, "ASSIGNED", "Meier@Example.org"));
        assertThat(history()).hasSize(1);

        deliver(transferred(4, "t", "meier@example.org", BEN));
        deliver(transferred(5, "u", BEN, "meier@example.org"));

        assertThat(holder()).isEqualTo("meier@example.org|Jon|Meier");
    }

    @Test
    void aTransferBetweenTwoAddressesOfOneContactMovesNothingAndInfersNothing() {
        office.contact(
                "dan",
                List.of("dan@example.org", "d@work.example"),
                ReferenceProfile.named("Dan", "Roth"),
                false,
                false,
                NINE);
        deliver(transferred(1, "t", ANNA, "dan@example.org"));
        deliver(pending(2, "u", "dan@example.org", "d@work.example"));
        deliver(owned(3, "ASSIGNED", "dan@example.org"));
        assertThat(history()).containsExactly("anna > dan CONFIRMED WALLET", "dan > dan PENDING WALLET");

        deliver(transferred(4, "u", "dan@example.org", "d@work.example"));

        assertThat(history()).containsExactly("anna > dan CONFIRMED WALLET", "dan > dan CONFIRMED WALLET");
    }

    @Test
    void entriesOfUnknownTicketsWaitForTheImport() {
        assertThat(office.deliver("mobile", 0, named("S-2", transferred(1, "t", ANNA, BEN)), at(1)))
                .isEqualTo(Outcome.UNKNOWN_TICKET);

        office.importTicket("S-2", null, at(2));

        assertThat(office.result("S-2").history())
                .extracting(line -> line.oldContact() + " " + line.source())
                .containsExactly("null INFERRED", ANNA + "|Anna|Meier WALLET");
    }

    @Test
    void anUnusableAddressThatALineNeedsIsQuarantinedAndOneThatNoLineNeedsIsNot() {
        assertThat(deliver(owned(1, "ASSIGNED", ANNA).withSpectator(named("no address", "A", "M"))))
                .isEqualTo(Outcome.APPLIED);
        assertThat(deliver(pending(2, "t", ANNA, "no address"))).isEqualTo(Outcome.UNUSABLE_ADDRESS);
        assertThat(office.result("S-1").mobileStatus()).isEqualTo("ASSIGNED");
    }

    @Test
    void anotherOwnerClearsTheTicketHolderUnlessTheEntryNamesOne() {
        deliver(owned(1, "ASSIGNED", ANNA).withHolder(Told.of("{\"firstName\":\"Ann\"}")));
        deliver(entry(2, "DOWNLOADED"));
        assertThat(office.result("S-1").ticketHolder()).isEqualTo("{\"firstName\":\"Ann\"}");

        deliver(transferred(3, "t", ANNA, BEN));

        assertThat(office.result("S-1").ticketHolder()).isNull();
    }

    @Test
    void whileSwitchedOffOnlyDetailsAreRefreshedAlsoLater() {
        office.distribution(false);
        deliver(transferred(1, "t", ANNA, BEN));
        office.distribution(true);
        deliver(entry(2, "DOWNLOADED"));

        assertThat(history()).isEmpty();
        assertThat(office.result("S-1").walletOwner()).isEqualTo(BEN);
    }

    private Outcome deliver(ReferenceEntry entry) {
        return office.deliver("mobile", 0, entry, NINE.plus(Duration.ofHours(1)));
    }

    private void contact(String handle, String address) {
        office.contact(handle, List.of(address), ReferenceProfile.named(handle, "Roth"), false, true, NINE);
    }

    private List<LineResult> lines() {
        return office.result("S-1").history();
    }

    private List<String> history() {
        return lines().stream()
                .map(line -> name(line.oldContact()) + " > " + name(line.newContact()) + " " + line.status() + " "
                        + line.source())
                .toList();
    }

    private @Nullable String holder() {
        return office.culturalContact("S-1");
    }

    private static String name(@Nullable String label) {
        return label == null ? "nobody" : label.substring(0, label.indexOf('@'));
    }

    private static Instant at(long minute) {
        return NINE.plus(Duration.ofMinutes(minute));
    }

    private static ReferenceEntry entry(long sequence, String status) {
        return ReferenceEntry.of("S-1", status).withSequence(sequence).withStatusDate(at(sequence), null);
    }

    private static ReferenceEntry named(String ticketId, ReferenceEntry entry) {
        return ReferenceEntry.of(ticketId, entry.status())
                .withSequence(entry.sequence())
                .withTransfer(entry.transfer());
    }

    private static ReferenceEntry owned(long sequence, String status, String owner) {
        return entry(sequence, status).withOwner(Told.of(owner));
    }

    private static ReferenceEntry pending(long sequence, @Nullable String id, String from, String to) {
        return transfer(sequence, "PENDING_TRANSFER", id, from, to, from);
    }

    private static ReferenceEntry transferred(long sequence, @Nullable String id, String from, String to) {
        return transfer(sequence, "TRANSFERRED", id, from, to, to);
    }

    private static ReferenceEntry transfer(
            long sequence, String status, @Nullable String id, String from, String to, String owner) {
        return owned(sequence, status, owner).withTransfer(block(id, from, to, null));
    }

    private static ReferenceEntry.Block block(@Nullable String id, String from, String to, @Nullable Instant endedAt) {
        return new ReferenceEntry.Block(id, "FORWARD", from, to, null, endedAt, null);
    }

    private static RawDetails named(@Nullable String email, String firstName, String lastName) {
        return new RawDetails(email, null, firstName, lastName, null, null, null, null, null, null, null, null);
    }
}
