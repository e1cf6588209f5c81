package io.counterfoil.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.Told;
import io.counterfoil.reference.ReferenceInterpreter.ImportContact;
import io.counterfoil.reference.ReferenceInterpreter.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What contacts, imports and the back office itself do to one ticket. */
class ReferenceOfficeTest extends TicketStory {
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

        // a row with another contact than the last imported one is a line, also when nothing moves any more (ADR 0005)
        assertThat(history()).containsExactly("anna > ben CONFIRMED WALLET", "ben > ben CONFIRMED IMPORT");
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
}
