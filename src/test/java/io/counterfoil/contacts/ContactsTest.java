package io.counterfoil.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

class ContactsTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00.123456789Z");

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final Contacts contacts = new Contacts(
            database.app(),
            new Journal(database.app(), clock),
            new AddressHash(InstallationKey.of("a test's secret")),
            new Ids(clock, new Random(1)),
            clock);
    private final OrganizerCode opera = database.organizer("opera");
    private final OrganizerCode arena = database.organizer("arena");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoeverIsStoredIsFoundByTheAddressInAnySpelling() {
        ContactId[] born = new ContactId[1];
        List<Change> changes =
                store(opera, "Ben@Example.org", book -> born[0] = book.create(at("Ben@Example.org"), null));

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo("created");
            assertThat(change.body()).isEqualTo("{\"temporary\":true}");
        });
        assertThat(transactions.read(opera, () -> contacts.byEmail(opera, at(" ben@EXAMPLE.org "))))
                .singleElement()
                .satisfies(contact -> {
                    assertThat(contact.id()).isEqualTo(born[0]);
                    assertThat(contact.email()).isEqualTo("Ben@Example.org");
                    assertThat(contact.temporary()).isTrue();
                    assertThat(contact.displayName()).isEqualTo("Pending CREATION");
                    assertThat(contact.createdAt()).isEqualTo("2026-06-14T12:00:00.123456Z");
                });
        assertThat(transactions.read(arena, () -> contacts.byEmail(arena, at("ben@example.org"))))
                .isEmpty();
    }

    @Test
    void aTemporaryContactIsCompletedWithTheWholeMapping() {
        store(opera, "ben@example.org", book -> book.create(at("ben@example.org"), null));
        List<Change> changes = store(opera, "ben@example.org", book -> book.complete(everything()));

        assertThat(changes).extracting(Change::action).containsExactly("completed");
        Contact ben = transactions
                .read(opera, () -> contacts.byEmail(opera, at("ben@example.org")))
                .getFirst();
        assertThat(ben)
                .returns("Mr", Contact::title)
                .returns("Ben", Contact::firstName)
                .returns("Muster", Contact::lastName)
                .returns(LocalDate.of(1990, 2, 28), Contact::birthDate)
                .returns("CHE", Contact::nationality)
                .returns("X1234", Contact::idNumber)
                .returns("+41 79 000 00 00", Contact::mobilePhone)
                .returns("FR", Contact::country)
                .returns("fr-CH", Contact::language)
                .returns(true, Contact::consentInstitution)
                .returns(false, Contact::consentThirdParty)
                .returns(false, Contact::temporary);
    }

    @Test
    void eachConsentTellsWhoToldItAndWhenAndOneOfWhichNobodySaidAnythingTellsNothing() {
        store(opera, "ben@example.org", book -> book.create(at("ben@example.org"), null));
        assertThat(consents("ben@example.org")).isEqualTo(new ConsentOrigins(null, null));

        store(opera, "ben@example.org", book -> book.complete(everything()));
        transactions.writeOnly(
                opera,
                () -> contacts.create(
                        opera,
                        "user:anna",
                        new ContactInput(
                                "cleo@example.org",
                                null,
                                "Cleo",
                                "Muster",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                false,
                                true,
                                false)));

        Instant then = NOON.truncatedTo(ChronoUnit.MICROS);
        assertThat(consents("ben@example.org"))
                .isEqualTo(new ConsentOrigins(new ConsentOrigins.Origin("interface:main", then), null));
        // no is an answer too
        ConsentOrigins.Origin anna = new ConsentOrigins.Origin("user:anna", then);
        assertThat(consents("cleo@example.org")).isEqualTo(new ConsentOrigins(anna, anna));
    }

    @Test
    void consentsFromBeforeTellWhatTheJournalKnowsAndNothingWhereItDoesNot() throws IOException {
        store(opera, "ben@example.org", book -> book.create(at("ben@example.org"), null));
        transactions.writeOnly(opera, () -> {
            AddressBook book = contacts.addressBook(opera, List.of(at("ben@example.org")));
            book.complete(everything());
            new Journal(database.app(), clock)
                    .append(opera, "interface:side", contacts.store(opera, "interface:side", book, null));
        });
        JdbcTemplate owner = new JdbcTemplate(database.owner());
        owner.update("update contact set consent_institution_by = null, consent_institution_at = null");

        String migration = new ClassPathResource("db/migration/contacts/V0256__where_consents_came_from.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        owner.execute(migration.substring(migration.indexOf("do $$")));

        assertThat(consents("ben@example.org"))
                .isEqualTo(new ConsentOrigins(
                        new ConsentOrigins.Origin("interface:side", NOON.truncatedTo(ChronoUnit.MICROS)), null));
    }

    private ConsentOrigins consents(String address) {
        return transactions.read(opera, () -> {
            Contact contact = contacts.byEmail(opera, at(address)).getFirst();
            return contacts.consentOrigins(opera, contact.id());
        });
    }

    @Test
    void aBirthStoredTwiceIsRefused() {
        assertThatThrownBy(() -> transactions.writeOnly(opera, () -> {
                    AddressBook one = contacts.addressBook(opera, List.of(at("ben@example.org")));
                    AddressBook other = contacts.addressBook(opera, List.of(at("ben@example.org")));
                    one.create(at("ben@example.org"), null);
                    other.create(at("ben@example.org"), null);
                    contacts.store(opera, "test", one, null);
                    contacts.store(opera, "test", other, null);
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(transactions.read(opera, () -> contacts.page(opera, null, 10)))
                .isEmpty();
    }

    @Test
    void pagesAreInTheOrderOfBirth() {
        store(
                opera,
                "a@example.org",
                book -> List.of("a@x.org", "b@x.org", "c@x.org").forEach(address -> book.create(at(address), null)));

        List<Contact> first = transactions.read(opera, () -> contacts.page(opera, null, 2));
        List<Contact> second = transactions.read(
                opera, () -> contacts.page(opera, first.getLast().id(), 2));

        assertThat(first).extracting(Contact::email).containsExactly("a@x.org", "b@x.org");
        assertThat(second).extracting(Contact::email).containsExactly("c@x.org");
    }

    private List<Change> store(OrganizerCode organizer, String address, Consumer<AddressBook> work) {
        return transactions.write(organizer, () -> {
            AddressBook book = contacts.addressBook(organizer, List.of(at(address)));
            work.accept(book);
            return contacts.store(organizer, "interface:main", book, null);
        });
    }

    private static ContactDetails everything() {
        return ContactDetails.clean(new RawDetails(
                "BEN@example.org",
                "Mr",
                "Ben",
                "Muster",
                "1990-02-28",
                "che",
                "X1234",
                "+41 79 000 00 00",
                "fr",
                "fr-ch",
                true,
                null));
    }

    private static EmailAddress at(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}
