package io.counterfoil.organizers;

import static io.counterfoil.organizers.InterfaceFunction.PUSH_CONTROLLED;
import static io.counterfoil.organizers.InterfaceFunction.RETRIEVE_TICKET_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class InterfacesTest {
    private static final Instant START = Instant.parse("2026-06-14T12:03:20Z");
    private static final String URL = "https://wallet.example.org/organizer/tickets";
    private static final TicketLookup NO_TICKETS = names -> Map.of();

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private final OrganizerCode opera = new OrganizerCode("opera");
    private final OrganizerCode arena = new OrganizerCode("arena");

    @BeforeEach
    void organizers() {
        organizersAt(START).create(opera, "Opera", "test");
        organizersAt(START).create(arena, "Arena", "test");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anOrganizerIsCreatedOnceAndItsJournalBeginsWithThat() {
        assertThat(organizersAt(START).find(opera))
                .contains(new Organizer(opera, "Opera", ZoneOffset.UTC, "en", 30, START));
        assertThat(organizersAt(START).list("", 10)).extracting(Organizer::code).containsExactly(arena, opera);
        assertThat(organizersAt(START).list("arena", 10))
                .extracting(Organizer::code)
                .containsExactly(opera);
        assertThat(journal(opera)).extracting(JournalLine::action).containsExactly("created");
        assertThatThrownBy(() -> organizersAt(START).create(opera, "Opera", "test"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> organizersAt(START).create(new OrganizerCode("x"), " ", "test"))
                .hasMessageContaining("name: ");
    }

    @Test
    void organizationsAreCreatedWhenTheyAreNamedFirst() {
        organizersAt(START).ensureOrganizations(opera, List.of("B", "A", "B"), "test");
        organizersAt(START).ensureOrganizations(opera, List.of("A", "C"), "test");

        assertThat(organizersAt(START).organizations(opera))
                .extracting(Organization::code)
                .containsExactly("A", "B", "C");
        assertThat(organizersAt(START).organizations(arena)).isEmpty();
        assertThat(journal(opera)).extracting(JournalLine::entityId).containsExactly("opera", "A", "B", "C");
    }

    @Test
    void theFirstSaveSetsWhatWasNotTold() {
        Interface saved = save(at(START), InterfaceChange.of("shop", URL));

        assertThat(saved.batchSize()).isEqualTo(1000);
        assertThat(saved.function(RETRIEVE_TICKET_STATUS).schedule()).isEqualTo(Duration.ofMinutes(5));
        assertThat(saved.function(RETRIEVE_TICKET_STATUS).nextDueAt()).isEqualTo("2026-06-14T12:05:00Z");
        assertThat(saved.function(PUSH_CONTROLLED).schedule()).isNull();
        assertThat(saved.hasApiKey()).isFalse();
        assertThat(at(START).find(opera, "tixngo")).contains(saved);
        assertThat(at(START).list(opera)).containsExactly(saved);
        assertThat(organizersAt(START).organizations(opera))
                .extracting(Organization::code)
                .containsExactly("shop");
    }

    @Test
    void theFirstSaveNeedsOrganizationAndUrl() {
        assertThatThrownBy(() -> save(at(START), change(Map.of())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("organization: nothing");
        assertThat(at(START).list(opera)).isEmpty();
    }

    @Test
    void aLaterSaveKeepsWhatWasNotTold() {
        InterfaceChange whole = new InterfaceChange(
                Told.of("shop"),
                Told.of(URL),
                Told.of("key-1"),
                Told.of("wake-1"),
                Told.of(7),
                Told.of("killRatio=5"),
                Told.of("id:S-1"),
                Map.of(PUSH_CONTROLLED, Told.of("PT1H")));
        Interface first = save(at(START), whole);

        Interface second = save(at(START.plusSeconds(1)), change(Map.of()));

        assertThat(second)
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(first);
        assertThat(at(START).find(opera, "tixngo")).contains(second);
        assertThat(at(START).apiKey(opera, "tixngo")).contains("key-1");
        assertThat(at(START).wakeSecret(opera, "tixngo")).contains("wake-1");
        assertThat(journal(opera)).as("nothing changed").hasSize(3);
        save(at(START), change(Map.of(PUSH_CONTROLLED, Told.of("PT2H"))));
        assertThat(journal(opera).getLast().body())
                .isEqualTo("{\"before\":{\"schedule.%1$s\":\"PT1H\"},\"after\":{\"schedule.%1$s\":\"PT2H\"}}"
                        .formatted(PUSH_CONTROLLED.code()));
        assertThat(journal(opera).toString()).doesNotContain("key-1", "wake-1");
    }

    @Test
    void secretsLieEncryptedAndOpenOnlyWhereTheyBelong() {
        InterfaceChange withKey = new InterfaceChange(
                Told.of("shop"),
                Told.of(URL),
                Told.of("key-1"),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Map.of());
        save(at(START), withKey);
        at(START).save(arena, "tixngo", InterfaceChange.of("shop", URL), NO_TICKETS, "test");
        JdbcTemplate owner = new JdbcTemplate(database.owner());
        owner.update("update interface set api_key = (select api_key from interface where organizer = 'opera')");

        assertThat(owner.queryForObject("select api_key from interface where organizer = 'opera'", byte[].class))
                .asString(java.nio.charset.StandardCharsets.ISO_8859_1)
                .doesNotContain("key-1");
        assertThat(journal(opera).toString()).doesNotContain("key-1");
        assertThat(at(START).apiKey(opera, "tixngo")).contains("key-1");
        assertThatThrownBy(() -> at(START).apiKey(arena, "tixngo")).hasMessageContaining("cannot be opened");
    }

    @Test
    void aBadMemberRefusesTheWholeChange() {
        Interface first = save(at(START), InterfaceChange.of("shop", URL));

        assertThatThrownBy(() -> save(
                        at(START),
                        new InterfaceChange(
                                Told.of("other"),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.of(0),
                                Told.nothing(),
                                Told.nothing(),
                                Map.of())))
                .hasMessage("batchSize: 0 (expected: 1 to 10000)");
        assertThat(at(START).require(opera, "tixngo")).isEqualTo(first);
    }

    @Test
    void aBareNameOfTheSkipListThatNamesTwoTicketsIsRefused() {
        InterfaceChange change = new InterfaceChange(
                Told.of("shop"),
                Told.of(URL),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.of("X"),
                Map.of());
        TicketLookup two = names -> Map.of("X", Set.of(new TicketId("X"), new TicketId("S-1")));

        assertThatThrownBy(() -> at(START).save(opera, "tixngo", change, two, "test"))
                .hasMessageContaining("skipTickets: X");
    }

    @Test
    void aDueFunctionAdvancesInItsRhythmAndAPausedOneWaitsForTheNextSave() {
        save(at(START), everySecond());
        Instant due = START.plusSeconds(1);

        assertThat(at(START).due(opera, START)).isEmpty();
        assertThat(at(START).due(opera, due)).containsExactly(new DueFunction("tixngo", RETRIEVE_TICKET_STATUS, due));
        at(due).advance(opera, "tixngo", RETRIEVE_TICKET_STATUS);
        assertThat(at(START).nextDue(opera)).contains(START.plusSeconds(2));

        at(due).pause(opera, "tixngo", RETRIEVE_TICKET_STATUS, "401", "run");
        assertThat(at(START).nextDue(opera)).isEmpty();
        assertThat(at(START).due(opera, START.plusSeconds(60))).isEmpty();
        assertThat(at(START)
                        .require(opera, "tixngo")
                        .function(RETRIEVE_TICKET_STATUS)
                        .pauseReason())
                .isEqualTo("401");

        save(at(START.plusSeconds(100)), change(Map.of()));
        assertThat(at(START).nextDue(opera)).contains(START.plusSeconds(101));
    }

    @Test
    void failingIsToldOnceUntilItRecovers() {
        save(at(START), InterfaceChange.of("shop", URL));

        assertThat(at(START).failing(opera, "tixngo", PUSH_CONTROLLED)).isTrue();
        assertThat(at(START).failing(opera, "tixngo", PUSH_CONTROLLED)).isFalse();
        assertThat(at(START).recovered(opera, "tixngo", PUSH_CONTROLLED)).isTrue();
        assertThat(at(START).recovered(opera, "tixngo", PUSH_CONTROLLED)).isFalse();
    }

    @Test
    void oneOrganizersInterfacesAreNotAnothers() {
        save(at(START), InterfaceChange.of("shop", URL));

        assertThat(at(START).find(arena, "tixngo")).isEmpty();
        assertThat(at(START).list(arena)).isEmpty();
    }

    private Interface save(Interfaces interfaces, InterfaceChange change) {
        return interfaces.save(opera, "tixngo", change, NO_TICKETS, "test");
    }

    private static InterfaceChange everySecond() {
        return new InterfaceChange(
                Told.of("shop"),
                Told.of(URL),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Map.of(RETRIEVE_TICKET_STATUS, Told.of("PT1S")));
    }

    private static InterfaceChange change(Map<InterfaceFunction, Told<String>> schedules) {
        return new InterfaceChange(
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                schedules);
    }

    private List<JournalLine> journal(OrganizerCode organizer) {
        return transactions.read(
                organizer, () -> new Journal(database.app(), Clock.systemUTC()).after(organizer, 0, 100));
    }

    private Organizers organizersAt(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Organizers(
                transactions, new OrganizerStore(database.app()), new Journal(database.app(), clock), clock);
    }

    private Interfaces at(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Interfaces(
                transactions,
                new InterfaceStore(database.app()),
                organizersAt(now),
                new Journal(database.app(), clock),
                new Secrets(new byte[32], new SecureRandom()),
                clock);
    }
}
