package io.counterfoil.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.contacts.AddressHash;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.organizers.OrganizersFixture;
import io.counterfoil.tickets.ImportedTicketStore;
import io.counterfoil.tickets.TicketLedgers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class TicketImportTest {
    private static final String BEN = "\"culturalContact\":{\"email\":\"ben@example.org\"}";

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private final Clock clock = Clock.fixed(Instant.parse("2026-06-14T12:00:00Z"), ZoneOffset.UTC);
    private final Ids ids = new Ids(clock, new Random(1));
    private final Journal journal = new Journal(database.app(), clock);
    private final Organizers organizers = OrganizersFixture.organizers(transactions, database.app(), journal, clock);
    private final Contacts contacts =
            new Contacts(database.app(), journal, new AddressHash(InstallationKey.of("a test's secret")), ids, clock);
    private final List<TicketId> replayed = new ArrayList<>();
    private final TicketImport tickets = new TicketImport(
            transactions,
            organizers,
            new ChunkImport(
                    new ImportedTicketStore(database.app()),
                    new TicketLedgers(database.app()),
                    organizers,
                    contacts,
                    (organizer, imported) -> replayed.addAll(imported),
                    journal,
                    ids,
                    clock));
    private final OrganizerCode opera = database.organizer("opera");
    private final JdbcTemplate sql = new JdbcTemplate(database.owner());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewTicketIsHeldByItsContactWithoutALine() throws IOException {
        ImportAnswer answer = run("""
                {"ticketId":"S-1","taxNumber":"12300123","organization":"main","event":{"eventId":"E1","name":"Aida",\
                "startsAt":"2026-07-01T20:00:00+02:00"},"seat":"A 12","barcode":"9990001","state":"PRINTED",\
                "culturalContact":{"email":"Anna@example.org","firstName":"Anna","lastName":"Meier"}}""");

        assertThat(answer).isEqualTo(new ImportAnswer(1, 0, 0, List.of()));
        assertThat(sql.queryForMap("select * from ticket"))
                .containsEntry("ticket_id", "S-1")
                .containsEntry("tax_number", "12300123")
                .containsEntry("organization", "main")
                .containsEntry("event_id", "E1")
                .containsEntry("seat", "A 12")
                .containsEntry("barcode", "9990001")
                .containsEntry("state", "PRINTED");
        assertThat(sql.queryForObject("select name from event where starts_at = '2026-07-01T18:00:00Z'", String.class))
                .isEqualTo("Aida");
        Contact anna = contact("anna@example.org");
        assertThat(anna.temporary()).isFalse();
        assertThat(anna.lastName()).isEqualTo("Meier");
        assertThat(sql.queryForObject(
                        "select cultural_contact from ticket_ownership where ticket_id = 'S-1'", Object.class))
                .isEqualTo(anna.id().value());
        assertThat(lines("S-1")).isEmpty();
        assertThat(replayed).containsExactly(new TicketId("S-1"));
    }

    @Test
    void theSameAgainChangesNothing() throws IOException {
        String row = row("S-1", "\"seat\":\"A 12\"," + BEN);
        run(row);
        Object journalled = sql.queryForObject("select max(seq) from journal", Object.class);

        assertThat(run(row)).isEqualTo(new ImportAnswer(0, 1, 0, List.of()));
        assertThat(sql.queryForObject("select max(seq) from journal", Object.class))
                .isEqualTo(journalled);
        assertThat(replayed).hasSize(1);
    }

    @Test
    void anotherContactMakesAConfirmedLineFromThePresentOne() throws IOException {
        run(row("S-1", BEN));

        assertThat(run(row("S-1", "\"culturalContact\":{\"email\":\"cleo@example.org\",\"firstName\":\"Cleo\"}")))
                .isEqualTo(new ImportAnswer(1, 0, 0, List.of()));
        assertThat(lines("S-1"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("source", "IMPORT")
                        .containsEntry("status", "CONFIRMED")
                        .containsEntry(
                                "old_contact", contact("ben@example.org").id().value())
                        .containsEntry(
                                "new_contact", contact("cleo@example.org").id().value()));
        assertThat(run(row("S-1", "\"culturalContact\":{\"email\":\"CLEO@example.org\"}")))
                .isEqualTo(new ImportAnswer(0, 1, 0, List.of()));
    }

    @Test
    void whoeverTheWalletGaveTheTicketToKeepsItWhenTheImportSaysWhatItSaidBefore() throws IOException {
        run(row("S-1", BEN), row("S-2", "\"culturalContact\":{\"email\":\"cleo@example.org\"}"));
        Object cleo = contact("cleo@example.org").id().value();
        sql.update("update ticket_ownership set cultural_contact = ? where ticket_id = 'S-1'", cleo);

        assertThat(run(row("S-1", "\"seat\":\"B 1\"," + BEN)).imported()).isEqualTo(1);
        assertThat(lines("S-1")).isEmpty();
        assertThat(sql.queryForObject(
                        "select cultural_contact from ticket_ownership where ticket_id = 'S-1'", Object.class))
                .isEqualTo(cleo);
    }

    @Test
    void aTicketTwiceInOneFileIsComparedWithItsFirstRow() throws IOException {
        ImportAnswer answer = run(
                row("S-1", BEN),
                row("S-1", BEN),
                row("S-1", "\"culturalContact\":{\"email\":\"cleo@example.org\"}"),
                row("S-1", "\"state\":\"CANCELLED\""));

        assertThat(answer).isEqualTo(new ImportAnswer(3, 1, 0, List.of()));
        assertThat(lines("S-1")).hasSize(1);
        assertThat(sql.queryForMap("select * from ticket"))
                .containsEntry("state", "CANCELLED")
                .containsEntry("first_contact", contact("ben@example.org").id().value())
                .containsEntry(
                        "imported_contact", contact("cleo@example.org").id().value());
    }

    @Test
    void severalLinesWithTheSameNewAddressMakeOneContactWhichRealNamesComplete() throws IOException {
        run(
                row("S-1", BEN),
                row("S-2", "\"culturalContact\":{\"email\":\" Ben@Example.ORG \"}"),
                row("S-3", "\"culturalContact\":{\"email\":\"ben@example.org\",\"lastName\":\"Muster\"}"));

        assertThat(sql.queryForObject("select count(distinct cultural_contact) from ticket_ownership", Long.class))
                .isEqualTo(1);
        assertThat(contact("ben@example.org").lastName()).isEqualTo("Muster");
        assertThat(contact("ben@example.org").temporary()).isFalse();
    }

    @Test
    void aRowWithoutContactLeavesANewTicketWithNobodyAndAKnownOneAsItIs() throws IOException {
        run(row("S-1", BEN), row("S-2", "\"culturalContact\":null"));

        assertThat(run(row("S-1", "\"culturalContact\":null"), row("S-2", BEN)))
                .isEqualTo(new ImportAnswer(1, 1, 0, List.of()));
        assertThat(lines("S-1")).isEmpty();
        assertThat(lines("S-2"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("old_contact", null)
                        .containsEntry(
                                "new_contact", contact("ben@example.org").id().value()));
    }

    @Test
    void whatARowDoesNotSayStays() throws IOException {
        run(row("S-1", "\"seat\":\"A 12\",\"state\":\"PRINTED\",\"event\":{\"eventId\":\"E1\",\"name\":\"Aida\"}"));
        run(row("S-1", "\"barcode\":\"777\",\"event\":{\"eventId\":\"E1\",\"venue\":\"Arena\"}"));

        assertThat(sql.queryForMap("select * from ticket"))
                .containsEntry("seat", "A 12")
                .containsEntry("barcode", "777")
                .containsEntry("state", "PRINTED");
        assertThat(sql.queryForMap("select * from event"))
                .containsEntry("name", "Aida")
                .containsEntry("venue", "Arena");
    }

    @Test
    void everyBadLineIsToldWithItsReasonAndTheOthersAreImported() throws IOException {
        List<String> bad = List.of(
                "[]",
                "nonsense",
                "{\"ticketId\":\"S-9\"",
                "{\"ticketId\":\"S-9\",\"ticketId\":\"S-8\",\"organization\":\"main\"}",
                row("", ""),
                row(" S-9", ""),
                "{\"ticketId\":9,\"organization\":\"main\"}",
                "{\"organization\":\"main\"}",
                "{\"ticketId\":\"S-9\"}",
                row("S-9", "\"state\":\"SOLD\""),
                row("S-9", "\"seat\":{\"row\":1}"),
                row("S-9", "\"seat\":\"A\\u0000\""),
                row("S-9", "\"barcode\":\"1\\u202E2\""),
                row("S-9", "\"event\":{\"name\":\"Aida\"}"),
                row("S-9", "\"event\":\"Aida\""),
                row("S-9", "\"event\":{\"eventId\":\"E1\",\"startsAt\":\"31/02/2026\"}"),
                row("S-9", "\"culturalContact\":{\"firstName\":\"Anna\"}"),
                row("S-9", "\"culturalContact\":{\"email\":\"nobody\"}"),
                row("S-9", "\"culturalContact\":{\"email\":\"ben@[127.0.0.1]\"}"),
                row("S-9", "\"culturalContact\":{\"email\":\"b@x.org\",\"firstName\":\"" + "x".repeat(201) + "\"}"),
                row("S-9", "\"seat\":\"" + "x".repeat(1 << 20) + "\""));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < bad.size(); i++) {
            all.add(row("G-" + i, ""));
            all.add(bad.get(i));
        }

        ImportAnswer answer = run(all.toArray(String[]::new));

        assertThat(answer.imported()).isEqualTo(bad.size());
        assertThat(answer.rejectedLines()).isEqualTo(bad.size());
        assertThat(answer.rejected())
                .extracting(RejectedLine::line)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, bad.size())
                        .map(n -> n * 2)
                        .boxed()
                        .toList());
        assertThat(answer.rejected()).allSatisfy(line -> {
            assertThat(line.reason()).contains("(expected: ").hasSizeLessThan(400);
            assertThat(line.reason().codePoints()).noneMatch(c -> c == 0x202E || c == 0);
        });
        assertThat(answer.rejected())
                .extracting(RejectedLine::reason)
                .contains(
                        "state: SOLD (expected: one of NOT_PRINTED, PRINTED, CONTROLLED, INVALIDATED, CANCELLED)",
                        "ticketId: nothing (expected: a text)",
                        "line: a longer one (expected: at most 1048576 bytes)");
        assertThat(sql.queryForObject("select count(*) from ticket", Long.class))
                .isEqualTo(bad.size());
    }

    @Test
    void blankLinesWindowsLineEndsAndAByteOrderMarkDoNotMatter() throws IOException {
        assertThat(run("\uFEFF" + row("S-1", "") + "\r", "", "  ", row("S-2", "") + "\r"))
                .isEqualTo(new ImportAnswer(2, 0, 0, List.of()));
    }

    @Test
    void invalidUtf8IsRejected() throws IOException {
        byte[] line = row("S-1", "\"seat\":\"?\"").getBytes(StandardCharsets.ISO_8859_1);
        line[new String(line, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xE9;

        assertThat(tickets.run(opera, "test", new ByteArrayInputStream(line)).rejectedLines())
                .isEqualTo(1);
    }

    @Test
    void anUnknownOrganizerIsRefusedBeforeAnythingIsRead() {
        assertThatThrownBy(
                        () -> tickets.run(new OrganizerCode("nobody"), "test", new ByteArrayInputStream(new byte[0])))
                .isInstanceOf(Refusal.class);
    }

    private ImportAnswer run(String... rows) throws IOException {
        return tickets.run(
                opera, "test", new ByteArrayInputStream(String.join("\n", rows).getBytes(StandardCharsets.UTF_8)));
    }

    private static String row(String ticket, String more) {
        return "{\"ticketId\":\"" + ticket + "\",\"organization\":\"main\"" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private List<Map<String, @Nullable Object>> lines(String ticket) {
        return sql.queryForList("select * from distribution where ticket_id = ? order by position", ticket);
    }

    private Contact contact(String email) {
        return transactions
                .read(
                        opera,
                        () -> contacts.byEmail(opera, EmailAddress.parse(email).orElseThrow()))
                .getFirst();
    }
}
