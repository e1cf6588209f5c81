package io.counterfoil.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressBookTest {
    private static final Instant NOW = Instant.parse("2026-06-14T12:00:00Z");
    private static final EmailAddress BEN =
            EmailAddress.parse("ben@example.org").orElseThrow();

    private final Ids ids = new Ids(Clock.systemUTC(), new Random(1));

    @Test
    void aContactBornInOneEntryIsKnownToTheNext() {
        AddressBook book = empty();
        ContactId born = book.create(BEN, null);

        assertThat(book.find(address("BEN@Example.org"), List.of(), null, true)).contains(born);
        assertThat(book.has(born, BEN)).isTrue();
        assertThat(book.create(BEN, null)).isEqualTo(born);
        assertThat(book.born()).hasSize(1);
    }

    @Test
    void aContactIsBornNormalOnlyWithRealNamesForItsOwnAddress() {
        AddressBook book = empty();
        book.create(address("a@example.org"), details("a@example.org", "Anna"));
        book.create(address("b@example.org"), details("c@example.org", "Cleo"));
        book.create(address("d@example.org"), details("d@example.org", "123"));

        assertThat(book.born()).extracting(NewContact::temporary).containsExactly(false, true, true);
    }

    @Test
    void whoeverWasBornTemporaryIsCompletedBeforeBeingStored() {
        AddressBook book = empty();
        ContactId born = book.create(BEN, null);
        book.complete(details("ben@example.org", "Ben"));
        book.complete(details("ben@example.org", "Benjamin"));

        assertThat(book.completed()).isEmpty();
        assertThat(book.born()).singleElement().satisfies(contact -> {
            assertThat(contact.id()).isEqualTo(born);
            assertThat(contact.temporary()).isFalse();
            assertThat(contact.details()).extracting(ContactDetails::firstName).isEqualTo("Ben");
        });
    }

    @Test
    void aStoredTemporaryContactIsCompletedOnceAndANormalOneNever() {
        ContactId temporary = new ContactId(ids.next());
        ContactId normal = new ContactId(ids.next());
        AddressBook book = book(Map.of(BEN.key(), List.of(known(temporary, true), known(normal, false))), Map.of());
        book.complete(details("ben@example.org", "Ben"));
        book.complete(details("ben@example.org", "Benjamin"));

        assertThat(book.completed())
                .singleElement()
                .satisfies(contact -> assertThat(contact.details().firstName()).isEqualTo("Ben"))
                .extracting(CompletedContact::id)
                .isEqualTo(temporary);
    }

    @Test
    void namesThatAreNotRealCompleteNobody() {
        AddressBook book = book(Map.of(BEN.key(), List.of(known(new ContactId(ids.next()), true))), Map.of());
        book.complete(details("ben@example.org", null));
        book.complete(details("ben@example.org", "Pending CREATION"));

        assertThat(book.completed()).isEmpty();
    }

    @Test
    void preferredContactsMayBeAbsentOrMergedMeanwhile() {
        ContactId merged = new ContactId(ids.next());
        ContactId survivor = new ContactId(ids.next());
        AddressBook book = book(
                Map.of(BEN.key(), List.of(known(new ContactId(ids.next()), false), known(survivor, false))),
                Map.of(merged, survivor));

        assertThat(book.has(merged, BEN)).isTrue();
        assertThat(book.find(BEN, Arrays.asList(null, merged), null, false)).contains(survivor);
        assertThat(book.ambiguous()).isEmpty();
    }

    @Test
    void anAmbiguousMatchIsNotedOnce() {
        ContactId first = new ContactId(ids.next());
        ContactId second = new ContactId(ids.next());
        AddressBook book = book(Map.of(BEN.key(), List.of(known(first, false), known(second, false))), Map.of());
        book.find(BEN, List.of(), null, false);
        book.find(BEN, List.of(), null, false);

        assertThat(book.ambiguous()).containsExactly(new AmbiguousMatch(first, List.of(first, second)));
    }

    @Test
    void aChainOfUnstoredBooksKnowsEarlierBirthsAndCompletionsButDoesNotRepeatThem() {
        ContactId stored = new ContactId(ids.next());
        Map<String, List<KnownContact>> known = Map.of("old@example.org", List.of(known(stored, true)));
        AddressBook first = book(known, Map.of());
        ContactId born = first.create(BEN, null);
        first.complete(details("old@example.org", "Olga"));

        AddressBook second = first.mergedWith(book(known, Map.of()));
        second.complete(details("old@example.org", "Oda"));
        second.complete(details("ben@example.org", "Ben"));
        AddressBook third = second.mergedWith(empty());
        third.complete(details("ben@example.org", "Benjamin"));

        assertThat(second.find(BEN, List.of(), null, false)).contains(born);
        assertThat(second.born()).isEmpty();
        assertThat(second.completed()).extracting(CompletedContact::id).containsExactly(born);
        assertThat(third.create(BEN, null)).isEqualTo(born);
        assertThat(third.born()).isEmpty();
        assertThat(third.completed()).isEmpty();
    }

    private AddressBook empty() {
        return book(Map.of(), Map.of());
    }

    private AddressBook book(Map<String, List<KnownContact>> known, Map<ContactId, ContactId> merges) {
        return AddressBook.of(known, merges, ids, NOW);
    }

    private static KnownContact known(ContactId id, boolean temporary) {
        return new KnownContact(id, temporary, false, NOW.minusSeconds(60), null);
    }

    private static ContactDetails details(String email, @Nullable String firstName) {
        return ContactDetails.clean(
                new RawDetails(email, null, firstName, null, null, null, null, null, null, null, null, null));
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}
