package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.OutgoingFile;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** The search box over cases and over the mails that are in none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchEverythingTest {
    private static final String ANNA = "Anna Fan <anna@fan.example>";
    private static final String FILES = """
            See below

            > Our umbrella was left behind
            --b
            Content-Type: application/pdf; name="seating_plan-2026.pdf"
            Content-Disposition: attachment; filename="seating_plan-2026.pdf"

            %PDF
            --b--
            """;

    private final TestDatabase database = TestDatabase.create();
    private final IntakeScene desk = new IntakeScene(database, "opera");
    private final MailSearch search =
            new MailSearch(desk.transactions, new IntakeQueries(database.app()), desk.room.mails());

    @BeforeAll
    void mails() {
        desk.mail(ANNA, "Two seats").take();
        desk.mail(ANNA, "Re: Two seats [ID:1]")
                .with("MIME-Version: 1.0")
                .with("Content-Type: multipart/mixed; boundary=b")
                .text("--b\nContent-Type: text/plain\n\n" + FILES)
                .take();
        desk.mail("Eve <eve@evil.example>", "[ID:1] inheritance")
                .text("A castle waits\n")
                .take();
        desk.mail("Out <out@fan.example>", "Absence du bureau")
                .with("Auto-Submitted: auto-replied")
                .text("Je suis en vacances\n")
                .take();
        desk.acts()
                .reply(
                        desk.organizer,
                        new CaseNumber(1),
                        new CaseActs.NewReply(
                                "Voilà",
                                false,
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                List.of(new OutgoingFile("recibo.txt", "text/plain", new byte[] {1}))),
                        new Actor("user:ada", "ada", "Ada Agent"));
        fields().set(desk.organizer, new CaseNumber(1), "Order", "PO-4711", "ada");
        UUID broken = desk.mail(ANNA, "Broken sarcophagus").store();
        desk.failures.put("anna@fan.example", new IllegalStateException("a defect"));
        desk.intake.takeNow(desk.organizer, broken);
        desk.failures.clear();
        desk.mail("Ben <ben@fan.example>", "Parking").take();
    }

    @AfterAll
    void close() {
        database.close();
    }

    private CaseFields fields() {
        return new CaseFields(desk.transactions, new CaptureStore(database.app()), desk.journal, desk.clock);
    }

    @Test
    void casesAreFoundByFieldsFileNamesQuotesAndTheMailsBesideThem() {
        assertThat(cases("umbrellas")).as("a quote").containsExactly(1L);
        assertThat(cases("seating_plan-2026.pdf")).as("a file's whole name").containsExactly(1L);
        assertThat(cases("seating plans")).as("words of a file's name").containsExactly(1L);
        assertThat(cases("recibo")).as("an agent's file").containsExactly(1L);
        assertThat(cases("PO-4711")).as("a field").containsExactly(1L);
        assertThat(cases("castle")).as("a mail that is held beside it").containsExactly(1L);
        assertThat(cases("parking")).containsExactly(2L);
        assertThat(cases("elephants")).isEmpty();
    }

    @Test
    void mailsThatAreInNoCaseAreFoundUntilTheyAreInOne() {
        assertThat(search.find(desk.organizer, "castles", 10))
                .singleElement()
                .satisfies(found -> assertThat(found.kind() + " " + found.from() + " " + found.beside())
                        .isEqualTo("HELD Eve 0000001"));
        assertThat(search.find(desk.organizer, "vacance", 10))
                .extracting(MailSearch.Found::kind)
                .containsExactly(MailSearch.Kind.IGNORED);
        assertThat(search.find(desk.organizer, "sarcophagus", 10))
                .extracting(MailSearch.Found::kind)
                .containsExactly(MailSearch.Kind.FAILED);
        assertThat(search.find(desk.organizer, "umbrella", 10)).as("in a case").isEmpty();

        UUID late = desk.mail("Mo <mo@fan.example>", "[ID:1] zeppelin").store();
        desk.taken(late);
        assertThat(search.find(desk.organizer, "zeppelin", 10)).hasSize(1);
        desk.held().join(desk.organizer, late, null, new Actor("user:ada", "ada", "Ada Agent"));
        assertThat(search.find(desk.organizer, "zeppelin", 10)).isEmpty();
    }

    /** Without a superuser's word for it that comparing words leaks nothing, PostgreSQL uses no index: the same is found. */
    @Test
    void theSameIsFoundWhereNoSuperuserHasAllowedTheIndexes() {
        JdbcTemplate superuser = new JdbcTemplate(database.owner());
        superuser.execute("""
                insert into case_entry (organizer, number, entry_id, at, kind, author, action, text, public, words)
                select 'opera', 2, gen_random_uuid(), now(), 'SYSTEM', 'x', 'NOTE', '', false, to_tsvector('simple', 'filler' || i)
                from generate_series(1, 5000) i""");
        superuser.execute("analyze case_entry");
        assertThat(plan()).contains("case_entry_by_words");
        superuser.execute("alter function ts_match_vq(tsvector, tsquery) not leakproof");
        try {
            assertThat(plan()).doesNotContain("_by_words");
            casesAreFoundByFieldsFileNamesQuotesAndTheMailsBesideThem();
        } finally {
            superuser.execute("alter function ts_match_vq(tsvector, tsquery) leakproof");
        }
    }

    @Test
    void anErasedPersonsWordsAreFoundNoMore() {
        IntakeScene other = new IntakeScene(database, "arena");
        other.mail("Zoe <zoe@fan.example>", "Trumpet").text("Bassoon\n").take();
        other.mail("Carl <carl@fan.example>", "[ID:1] harp").text("Oboe\n").take();
        ContactId zoe = Objects.requireNonNull(other.supportCase(1).requester());
        assertThat(cases(other, "bassoon")).hasSize(1);

        other.transactions.writeOnly(
                other.organizer,
                () -> new CaseTraceStore(database.app())
                        .erase(
                                other.organizer,
                                Set.of(zoe),
                                List.of(
                                        EmailAddress.parse("zoe@fan.example").orElseThrow(),
                                        EmailAddress.parse("carl@fan.example").orElseThrow()),
                                EmailAddress.parse("erased@invalid.example").orElseThrow()));

        for (String word : List.of("trumpet", "bassoon", "oboe", "harp")) {
            assertThat(cases(other, word)).as(word).isEmpty();
        }
    }

    private List<Long> cases(String text) {
        return cases(desk, text);
    }

    private static List<Long> cases(IntakeScene desk, String text) {
        CaseFilter filter = new CaseFilter(text, Set.of(), null, List.of(), null, null, null, false);
        return desk.cases.list(desk.organizer, filter, null, 10).stream()
                .map(each -> each.number().value())
                .toList();
    }

    private String plan() {
        return desk.transactions.read(
                desk.organizer,
                () -> String.join(
                        "\n",
                        new JdbcTemplate(database.app())
                                .queryForList(
                                        "explain select from case_entry where organizer = 'opera' and words @@ 'castle'",
                                        String.class)));
    }
}
