package io.counterfoil.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.journal.JournalCheck;
import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happens to contacts after their birth: merges, erasures, orphans. */
class ContactLifeTest {
    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private Instant now = Instant.parse("2026-06-14T12:00:00Z");
    private final Clock clock = clockOf(() -> now);
    private final Journal journal = new Journal(database.app(), clock);
    private final AddressHash hash = new AddressHash(InstallationKey.of("a test's secret"));
    private final Contacts contacts = new Contacts(database.app(), journal, hash, new Ids(clock, new Random(1)), clock);
    private final ContactMerges merges = new ContactMerges(database.app(), journal, clock);
    private final ContactSearch search =
            new ContactSearch(new ContactSearchQueries(database.app()), new ContactLifeStore(database.app()), contacts);
    private final List<ContactErasure.Traces> traces = new ArrayList<>();
    private final ContactErasure erasure =
            new ContactErasure(contacts, new ContactLifeStore(database.app()), journal, hash, traces::add, clock);
    private final Set<ContactId> inUse = new HashSet<>();
    private final Set<ContactId> onCancelledLine = new HashSet<>();
    private final ContactRetention retention = new ContactRetention(
            transactions,
            new ContactLifeStore(database.app()),
            erasure,
            () -> List.of(new ScriptedUse()),
            journal,
            clock);
    private final OrganizerCode opera = database.organizer("opera");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsFollowAMergeAndComeBackWhenItIsUndone() {
        ContactId anna = named("anna@example.org", "Anna");
        ContactId married = named("anna.meier@example.org", "Anna");

        write(() -> merges.merge(opera, "test", anna, married));

        assertThat(find(anna).id()).isEqualTo(married);
        assertThat(meantBy("anna@example.org")).isEqualTo(married);
        AddressBook book = book("anna.meier@example.org");
        assertThat(book.has(anna, at("anna.meier@example.org"))).isTrue();

        write(() -> merges.undo(opera, "test", anna));
        assertThat(find(anna).id()).isEqualTo(anna);
        assertThat(meantBy("anna@example.org")).isEqualTo(anna);
    }

    @Test
    void aChainOfMergesIsReadAtOnceAndUndoneLinkByLink() {
        ContactId a = named("a@example.org", "Anna");
        ContactId b = named("b@example.org", "Anna");
        ContactId c = named("c@example.org", "Anna");
        write(() -> merges.merge(opera, "test", a, b));
        write(() -> merges.merge(opera, "test", b, c));
        assertThat(find(a).id()).isEqualTo(c);

        write(() -> merges.undo(opera, "test", b));

        assertThat(find(a).id()).isEqualTo(b);
        assertThat(find(b).id()).isEqualTo(b);
    }

    @Test
    void mergingIntoAMergedContactMeansTheSurvivor() {
        ContactId a = named("a@example.org", "Anna");
        ContactId b = named("b@example.org", "Anna");
        ContactId c = named("c@example.org", "Anna");
        write(() -> merges.merge(opera, "test", b, c));
        write(() -> merges.merge(opera, "test", a, b));

        assertThat(find(a).id()).isEqualTo(c);
        refused("contact-merged", () -> merges.merge(opera, "test", a, c));
        refused("invalid-input", () -> merges.merge(opera, "test", c, b));
    }

    @Test
    void aNormalContactDoesNotDisappearInATemporaryOne() {
        ContactId anna = named("anna@example.org", "Anna");
        ContactId temporary = named("a@example.org", null);

        refused("contact-temporary", () -> merges.merge(opera, "test", anna, temporary));
        write(() -> merges.merge(opera, "test", temporary, anna));
        assertThat(meantBy("a@example.org")).isEqualTo(anna);
    }

    @Test
    void contactsThatShareAnAddressWithoutAccountAreShownAsPossibleDuplicates() {
        ContactId anna = named("family@example.org", "Anna");
        ContactId ben = named("family@example.org", "Ben");
        named("single@example.org", "Sam");

        assertThat(transactions.read(
                        opera, () -> search.duplicates(opera, "", 10).found()))
                .containsExactly(new PossibleDuplicate("family@example.org", List.of(anna, ben)));
        write(() -> merges.merge(opera, "test", ben, anna));
        assertThat(transactions.read(
                        opera, () -> search.duplicates(opera, "", 10).found()))
                .isEmpty();
    }

    @Test
    void anErasedContactLeavesOnlyItsIdAndHashesByWhichItsOwnPastIsTold() {
        ContactId anna = named("anna@example.org", "Anna");
        ContactId second = named("second@example.org", "Anna");
        write(() -> merges.merge(opera, "test", second, anna));
        now = now.plus(Duration.ofDays(1));
        Instant erasedAt = now;

        write(() -> erasure.erase(opera, "test", anna));

        assertThat(find(second)).satisfies(contact -> {
            assertThat(contact.displayName()).isEqualTo("Erased contact");
            assertThat(contact.email()).isNull();
            assertThat(contact.erasedAt()).isEqualTo(erasedAt);
        });
        String everything = new JdbcTemplate(database.owner())
                .queryForObject(
                        "select string_agg(x, '') from (select c::text x from contact c union all select e::text from"
                                + " erased_address e union all select j::text from journal j) as all_rows",
                        String.class);
        assertThat(everything).doesNotContain("example.org").doesNotContain("Anna");

        AddressBook book = book("anna@example.org", "second@example.org");
        assertThat(book.find(at("second@example.org"), List.of(), erasedAt.minusSeconds(1), false))
                .contains(anna);
        assertThat(book.find(at("anna@example.org"), List.of(), null, true)).contains(anna);
        assertThat(book.find(at("anna@example.org"), List.of(), erasedAt, false))
                .isEmpty();
        assertThat(traces).singleElement().satisfies(trace -> {
            assertThat(trace.addresses()).containsExactly(at("anna@example.org"), at("second@example.org"));
            assertThat(meantBy(trace.standIn().text())).isEqualTo(anna);
        });
    }

    @Test
    void theJournalStaysValidAndBodilessForAnErasedContactOnly() {
        ContactId anna = named("anna@example.org", "Anna");
        named("ben@example.org", "Ben");

        write(() -> erasure.erase(opera, "test", anna));

        List<JournalLine> lines = transactions.read(opera, () -> journal.after(opera, 0, 100));
        assertThat(lines).extracting(JournalLine::action).containsExactly("created", "created", "erased");
        assertThat(lines).extracting(JournalLine::body).containsExactly(null, "{\"temporary\":false}", "{}");
        JournalCheck check = new JournalCheck(database.app());
        assertThat(transactions.read(opera, () -> check.firstBroken(opera))).isEmpty();
        new JdbcTemplate(database.owner()).update("update journal set body = '{}' where seq = 2");
        assertThat(transactions.read(opera, () -> check.firstBroken(opera))).hasValue(2);
    }

    @Test
    void anAddressThatSomebodyElseHasTooIsNotTakenAwayFromOthers() {
        ContactId anna = named("family@example.org", "Anna");
        ContactId ben = named("family@example.org", "Ben");

        write(() -> erasure.erase(opera, "test", anna));

        assertThat(traces.getFirst().addresses()).isEmpty();
        assertThat(meantBy("family@example.org")).isEqualTo(ben);
    }

    @Test
    void aPersonIsToldEverythingThatIsKnown() {
        ContactId anna = named("anna@example.org", "Anna");
        ContactId second = named("second@example.org", "Anna");
        write(() -> merges.merge(opera, "test", second, anna));

        PersonalData data = transactions.read(opera, () -> erasure.export(opera, second));

        assertThat(data.contact().id()).isEqualTo(anna);
        assertThat(data.addresses()).containsExactly("anna@example.org", "second@example.org");
        assertThat(data.merged()).containsExactly(second);
        assertThat(data.journal()).extracting(JournalLine::action).contains("created", "merged");
    }

    @Test
    void anOrphanIsMarkedAndErasedAfterTheRetentionPeriod() {
        ContactId orphan = named("orphan@example.org", null);
        ContactId holder = named("holder@example.org", null);
        ContactId neverCancelled = named("never@example.org", null);
        ContactId normal = named("normal@example.org", "Nora");
        inUse.add(holder);
        onCancelledLine.addAll(List.of(orphan, holder, normal));

        assertThat(retention.run(opera)).isEqualTo(new ContactRetention.Outcome(1, 0, 0));
        now = now.plus(Duration.ofDays(30)).minusSeconds(1);
        assertThat(retention.run(opera)).isEqualTo(new ContactRetention.Outcome(0, 0, 0));
        now = now.plusSeconds(1);
        assertThat(retention.run(opera)).isEqualTo(new ContactRetention.Outcome(0, 0, 1));

        assertThat(find(orphan).erasedAt()).isNotNull();
        assertThat(List.of(find(holder), find(neverCancelled), find(normal)))
                .extracting(Contact::erasedAt)
                .containsOnlyNulls();
    }

    @Test
    void whoeverIsNeededAgainIsNoOrphan() {
        ContactId orphan = named("orphan@example.org", null);
        onCancelledLine.add(orphan);
        retention.run(opera);
        inUse.add(orphan);
        now = now.plus(Duration.ofDays(40));

        assertThat(retention.run(opera)).isEqualTo(new ContactRetention.Outcome(0, 1, 0));
        assertThat(find(orphan).orphanedAt()).isNull();
    }

    @Test
    void anOrphanThatIsCompletedIsNormal() {
        ContactId orphan = named("orphan@example.org", null);
        onCancelledLine.add(orphan);
        retention.run(opera);

        assertThat(named("orphan@example.org", "Olga")).isEqualTo(orphan);
        assertThat(find(orphan).orphanedAt()).isNull();
    }

    private final class ScriptedUse implements ContactUse {
        @Override
        public Set<ContactId> inUse(OrganizerCode organizer, Collection<ContactId> asked) {
            return inUse;
        }

        @Override
        public Set<ContactId> onCancelledLine(OrganizerCode organizer, Collection<ContactId> asked) {
            return onCancelledLine;
        }
    }

    private ContactId named(String email, @Nullable String firstName) {
        ContactInput input =
                new ContactInput(email, null, firstName, null, null, null, null, null, null, null, null, null, false);
        return transactions
                .write(opera, () -> contacts.create(opera, "test", input))
                .contact()
                .id();
    }

    private ContactId meantBy(String email) {
        return book(email).find(at(email), List.of(), null, true).orElseThrow();
    }

    private AddressBook book(String... emails) {
        List<EmailAddress> addresses =
                List.of(emails).stream().map(ContactLifeTest::at).toList();
        return transactions.read(opera, () -> contacts.addressBook(opera, addresses));
    }

    private Contact find(ContactId id) {
        return transactions.read(opera, () -> contacts.find(opera, id)).orElseThrow();
    }

    private void write(Runnable work) {
        transactions.writeOnly(opera, work);
    }

    private void refused(String type, Runnable work) {
        assertThatThrownBy(() -> write(work))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
    }

    private static Clock clockOf(Supplier<Instant> time) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
    }

    private static EmailAddress at(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}
