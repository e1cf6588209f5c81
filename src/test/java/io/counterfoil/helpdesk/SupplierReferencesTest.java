package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.helpdesk.Suppliers.SupplierChange;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Correspondent;
import io.counterfoil.mail.Heading;
import io.counterfoil.mail.MailRoom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupplierReferencesTest {
    private final TestDatabase database = TestDatabase.create();
    private final HandClock clock = new HandClock(Instant.parse("2026-05-04T08:00:00Z"));
    private final Journal journal = new Journal(database.app(), clock);
    private final Suppliers suppliers = new Suppliers(
            database.transactions(),
            new SupplierStore(database.app()),
            MailRoom.of(database.transactions(), database.app(), journal, clock).mailboxes(),
            journal,
            clock);
    private final SupplierReferences references = new SupplierReferences(
            database.transactions(), new SupplierReferenceStore(database.app()), suppliers, journal, clock);
    private final OrganizerCode organizer = database.organizer("opera");

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void whatASupplierCallsACaseLeadsToIt() {
        suppliers.save(
                organizer,
                "lights",
                new SupplierChange(
                        Told.of("Lights"), Told.of(List.of("info@lights.example")), Told.of(List.of("lamps.example"))),
                "ada");
        references.save(organizer, "lights", TextFinder.between("(Ref.", ")"), "ada");
        aCase(1, null);
        aCase(2, 1L);

        assertThat(caseOf("info@lights.example", "Lamps (Ref. 4711)")).isEmpty();
        remember(1, "info@lights.example", "Lamps (Ref. 4711)");
        remember(2, "bob@lamps.example", "Bulbs (Ref. 4712)");

        assertThat(caseOf("bob@lamps.example", "Re: lamps ( ref. 4711 )")).isEmpty();
        assertThat(caseOf("bob@lamps.example", "Re: lamps (ref. 47 11 )")).contains(new CaseNumber(1));
        assertThat(caseOf("info@lights.example", "(Ref. 4712)"))
                .as("the case that it was merged into")
                .contains(new CaseNumber(1));
        assertThat(caseOf("anna@fan.example", "Lamps (Ref. 4711)"))
                .as("anybody else's words")
                .isEmpty();
        references.save(organizer, "lights", null, "ada");
        assertThat(caseOf("info@lights.example", "Lamps (Ref. 4711)")).isEmpty();
        assertThat(lastLine()).isEqualTo("{\"before\":{\"kind\":\"MARKS\",\"first\":\"(Ref.\",\"second\":\")\"}}");
        suppliers.save(
                organizer,
                "lights",
                new SupplierChange(Told.nothing(), Told.of(List.of("bob@lights.example")), Told.of(List.of())),
                "ada");
        assertThat(lastLine())
                .isEqualTo(
                        "{\"before\":{\"domains\":\"lamps.example\"},\"after\":{\"domains\":\"\"},\"addressesChanged\":true}");
    }

    @Test
    void whatCannotBeLookedForIsRefused() {
        assertThatThrownBy(() -> references.save(organizer, "lights", TextFinder.matching("x*"), "ada"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("pattern: x* (expected: a pattern that needs at least one character");
    }

    private @Nullable String lastLine() {
        return database.transactions()
                .read(organizer, () -> journal.after(organizer, 0, 100))
                .getLast()
                .body();
    }

    private Optional<CaseNumber> caseOf(String from, String subject) {
        return references.caseOf(organizer, heading(from, subject));
    }

    private void remember(long number, String from, String subject) {
        database.transactions()
                .writeOnly(
                        organizer,
                        () -> references.remember(organizer, new CaseNumber(number), heading(from, subject)));
    }

    private static Heading heading(String from, String subject) {
        return new Heading(
                "<a@x>",
                List.of(),
                List.of(),
                subject,
                Optional.of(new Correspondent(from, "")),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private void aCase(long number, @Nullable Long mergedInto) {
        new JdbcTemplate(database.owner())
                .update(
                        "insert into support_case (organizer, number, type, state, priority, subject, language, channel,"
                                + " merged_into, opened_at, updated_at)"
                                + " values ('opera', ?, 'REQUEST', 'OPEN', 'NORMAL', 's', 'en', 'MAIL', ?, now(), now())",
                        number,
                        mergedInto);
    }
}
