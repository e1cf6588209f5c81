package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.organizers.OrganizersFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/** What organizers set and agents work with, over a real database: templates, budgets, hours, canned answers, drafts, reports. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskTest {
    private static final OrganizerCode OPERA = new OrganizerCode("opera");
    private static final CaseNumber CASE = new CaseNumber(7);
    private static final EmailAddress ANNA =
            EmailAddress.parse("anna@example.org").orElseThrow();

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    // a Monday, 10:00 in Paris
    private final HandClock clock = new HandClock(Instant.parse("2026-06-15T08:00:00Z"));
    private final Journal journal = new Journal(database.app(), clock);
    private final Organizers organizers = OrganizersFixture.organizers(transactions, database.app(), journal, clock);
    private final MailTemplates templates =
            new MailTemplates(transactions, new TemplateStore(database.app()), journal, clock);
    private final AnswerBudgets budgets =
            new AnswerBudgets(transactions, new BudgetStore(database.app()), journal, clock);
    private final DeskSettings settings =
            new DeskSettings(transactions, new DeskSettingStore(database.app()), organizers, journal, clock);
    private final DeskTools tools = new DeskTools(
            transactions, new DeskToolStore(database.app()), journal, new Ids(clock, new Random(3)), clock);
    private final CaseReports reports =
            new CaseReports(transactions, new CaseReportQueries(database.app()), organizers);

    DeskTest() {
        organizers.create(OPERA, "The Opera", "test");
        organizers.change(OPERA, "The Opera", "Europe/Paris", "fr", 30, "test");
        new JdbcTemplate(database.owner()).update("""
                insert into support_case (organizer, number, type, state, priority, subject, language, channel, opened_at,
                    updated_at, first_answer_at, solved_at)
                select 'opera', n, 'INCIDENT', 'SOLVED', 'HIGH', 'Seats', 'fr', 'MAIL', timestamptz '2026-06-12 15:00Z',
                    timestamptz '2026-06-12 15:00Z', timestamptz '2026-06-12 15:00Z' + n * interval '1 hour',
                    timestamptz '2026-06-15 07:00Z'
                from generate_series(1, 9) n""");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aTemplateIsTheOrganizersOwnUntilItGoesBack() {
        MailTemplate own = new MailTemplate("Hi {{name}}", "All is well.\r\n\r\n{{number}}");
        templates.save(OPERA, MailEvent.CLOSED, "en", own, "ada");

        assertThat(templates.current(OPERA, MailEvent.CLOSED, "en").template())
                .isEqualTo(new MailTemplate("Hi {{name}}", "All is well.\n\n{{number}}"));
        assertThat(templates.current(OPERA, MailEvent.CLOSED, "fr").written()).isEmpty();
        assertThat(templates.all(OPERA)).hasSize(MailEvent.values().length * 2);
        assertThat(templates.preview(OPERA, MailEvent.CLOSED, "en", own).html()).contains("All is well.</p>");
        assertThatThrownBy(
                        () -> templates.save(OPERA, MailEvent.CLOSED, "en", new MailTemplate("x", "{{reply}}"), "ada"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("text: {{reply}} (expected: one of");
        assertThatThrownBy(() -> templates.save(OPERA, MailEvent.CLOSED, "de", own, "ada"))
                .hasMessageContaining("language: de (expected: en or fr)");

        assertThat(lastLine()).contains("\"before\":{\"own\":false,", "\"subject\":\"Hi {{name}}\"");
        templates.reset(OPERA, MailEvent.CLOSED, "en", "ada");
        assertThat(lastLine()).contains("\"before\":{\"own\":true,\"subject\":\"Hi {{name}}\"");
        assertThat(templates.current(OPERA, MailEvent.CLOSED, "en").written()).isEmpty();
    }

    @Test
    void aMailboxLooksAsItWasTold() {
        assertThat(templates.brand(OPERA, "help", "fr", "The Opera").displayName())
                .isEqualTo("The Opera");
        MailBrand brand = new MailBrand("fr", "L’Opéra, billetterie", "L’Opéra\nPlace 1", "#aa0000");
        templates.saveBrand(OPERA, "help", brand, "ada");
        assertThat(templates.brand(OPERA, "help", "fr", "The Opera")).isEqualTo(brand);
        templates.saveBrand(
                OPERA, "help", new MailBrand("fr", brand.displayName(), brand.signature(), "#00aa00"), "ada");
        assertThat(lastLine())
                .isEqualTo(
                        "{\"before\":{\"colour\":\"#aa0000\"},\"after\":{\"colour\":\"#00aa00\"},\"language\":\"fr\"}");
        templates.saveBrand(OPERA, "help", brand, "ada");
        assertThat(templates.brand(OPERA, "help", "en", "The Opera").colour()).isEqualTo(MailBrand.STANDARD_COLOUR);
    }

    @Test
    void aStormUsesItsBudgetUpAndTheBreakerShowsUntilItIsClosedOrADayWasQuiet() {
        List<AnswerBudgets.Key> keys = List.of(
                AnswerBudgets.Key.sender(ANNA),
                AnswerBudgets.Key.supportCase(CASE),
                AnswerBudgets.Key.pair("help", ANNA));
        int sent = 0;
        for (int i = 0; i < 60; i++) {
            sent += take(keys) ? 1 : 0;
            clock.pass(Duration.ofMinutes(1));
        }
        assertThat(sent).as("the pair's hour").isEqualTo(4);
        assertThat(budgets.open(OPERA)).singleElement().satisfies(breaker -> {
            assertThat(breaker.scope()).isEqualTo("PAIR");
            assertThat(breaker.subject()).isEqualTo("help anna@example.org");
            assertThat(breaker.stopped()).isEqualTo(56);
        });
        clock.pass(Duration.ofHours(23));
        assertThat(take(keys)).as("still open").isFalse();

        budgets.close(OPERA, "PAIR", "help anna@example.org", "ada");
        assertThat(take(keys)).isTrue();
        assertThat(budgets.open(OPERA)).isEmpty();
        assertThatThrownBy(() -> budgets.close(OPERA, "PAIR", "nobody", "ada")).hasMessageContaining("does not exist");
        clock.pass(Duration.ofDays(3));
        budgets.forget(OPERA);
        assertThat(transactions.read(OPERA, () -> budgets.inDay(OPERA, ANNA))).isZero();
        clock.pass(Duration.ofDays(-4));
    }

    private boolean take(List<AnswerBudgets.Key> keys) {
        return transactions.write(OPERA, () -> budgets.take(OPERA, keys));
    }

    @Test
    void targetsAreCountedInTheOrganizersHours() {
        DeskSetting setting = new DeskSetting(
                14,
                false,
                3,
                "MON-FRI 09:00-18:00",
                Set.of(LocalDate.of(2026, 6, 22)),
                Map.of(CasePriority.HIGH, new DeskSetting.Target(Duration.ofHours(2), null)));
        assertThat(settings.of(OPERA)).isEqualTo(DeskSetting.STANDARD);
        settings.save(OPERA, setting, "ada");
        assertThat(settings.of(OPERA)).isEqualTo(setting);
        assertThat(lastLine())
                .contains(
                        "\"before\":{\"closeAfterDays\":7,\"closingMail\":true",
                        "\"after\":{\"closeAfterDays\":14,\"closingMail\":false,\"remindAfterDays\":3",
                        "\"holidays\":\"2026-06-22\"",
                        "\"firstAnswer.HIGH\":\"PT2H\"");
        long lines = lines();
        settings.save(OPERA, setting, "ada");
        assertThat(lines()).as("nothing changed").isEqualTo(lines);

        List<SupportCase> cases = List.of(supportCase());
        // Friday 17:00 in Paris and two hours: Monday 10:00
        assertThat(settings.levels(OPERA, cases)).singleElement().satisfies(level -> {
            assertThat(level.firstAnswer().due()).isEqualTo(Instant.parse("2026-06-15T08:00:00Z"));
            assertThat(level.firstAnswer().late()).isFalse();
            assertThat(level.solution().due()).isNull();
        });
        assertThatThrownBy(() -> settings.save(
                        OPERA, new DeskSetting(0, true, null, "MON 09:00-10:00", Set.of(), Map.of()), "ada"))
                .hasMessageContaining("closeAfterDays: 0 (expected: 1 to 365)");
    }

    private @Nullable String lastLine() {
        return transactions
                .read(OPERA, () -> journal.after(OPERA, lines() - 1, 1))
                .getFirst()
                .body();
    }

    private long lines() {
        return transactions.read(OPERA, () -> journal.end(OPERA)).seq();
    }

    private static SupportCase supportCase() {
        Instant opened = Instant.parse("2026-06-12T15:00:00Z");
        return new SupportCase(
                CASE,
                CaseType.INCIDENT,
                CaseState.OPEN,
                CasePriority.HIGH,
                "Seats",
                null,
                null,
                null,
                null,
                null,
                "fr",
                CaseChannel.MAIL,
                null,
                null,
                false,
                opened,
                opened,
                opened.plus(Duration.ofHours(1)),
                null,
                null);
    }

    @Test
    void reportsCountByTheOrganizersDays() {
        List<CaseReports.Day> days = reports.days(OPERA, LocalDate.of(2026, 6, 11), LocalDate.of(2026, 6, 15));

        assertThat(days).extracting(CaseReports.Day::date).hasSize(5).startsWith(LocalDate.of(2026, 6, 11));
        assertThat(days).extracting(CaseReports.Day::opened).containsExactly(0, 9, 0, 0, 0);
        // six first answers before midnight in Paris
        assertThat(days).extracting(CaseReports.Day::answered).containsExactly(0, 6, 3, 0, 0);
        assertThat(days.get(2).medianFirstAnswer()).isEqualTo(Duration.ofHours(8));
        assertThat(days.getLast().solved()).isEqualTo(9);
        assertThatThrownBy(() -> reports.days(OPERA, LocalDate.of(2026, 6, 11), LocalDate.of(2026, 6, 1)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void cannedAnswersAreKeptByTheirTitles() {
        UUID id = tools.saveCannedAnswer(OPERA, null, "en", "Refund", "You get it back.", "ada");
        assertThatThrownBy(() -> tools.saveCannedAnswer(OPERA, null, "en", "Refund", "x", "ada"))
                .hasMessageContaining("another canned answer is called Refund");
        tools.saveCannedAnswer(OPERA, id, "en", "Refunds", "You get it back.", "ada");
        assertThat(tools.cannedAnswers(OPERA))
                .containsExactly(new DeskTools.CannedAnswer(id, "en", "Refunds", "You get it back."));
        assertThat(lastLine()).isEqualTo("{\"before\":{\"title\":\"Refund\"},\"after\":{\"title\":\"Refunds\"}}");
        tools.deleteCannedAnswer(OPERA, id, "ada");
        assertThat(lastLine()).contains("\"before\":{\"language\":\"en\",\"title\":\"Refunds\"");
        assertThat(tools.cannedAnswers(OPERA)).isEmpty();
    }

    @Test
    void aDraftIsKeptForItsAgentUntilItIsEmpty() {
        DeskTools.Draft draft =
                new DeskTools.Draft(DeskTools.DraftKind.REPLY, "anna@", "", "", "Dear", clock.instant());
        tools.keepDraft(OPERA, CASE, "ada", draft);
        assertThat(tools.draft(OPERA, CASE, "ada")).contains(draft);
        assertThat(tools.draft(OPERA, CASE, "ben")).isEmpty();
        tools.keepDraft(
                OPERA, CASE, "ada", new DeskTools.Draft(DeskTools.DraftKind.REPLY, "", "", "", " ", clock.instant()));
        assertThat(tools.draft(OPERA, CASE, "ada")).isEmpty();
    }

    @Test
    void whoHasACaseOpenIsSeenForAMinute() {
        assertThat(tools.seen(OPERA, CASE, "ada", "Ada", true)).isEmpty();
        assertThat(tools.seen(OPERA, CASE, "ben", "Ben", false))
                .singleElement()
                .satisfies(other -> assertThat(other.writing()).isTrue());
        tools.gone(OPERA, CASE, "ada");
        assertThat(tools.seen(OPERA, CASE, "ben", "Ben", false)).isEmpty();
        tools.seen(OPERA, CASE, "ada", "Ada", true);
        clock.pass(Duration.ofSeconds(61));
        assertThat(tools.seen(OPERA, CASE, "ben", "Ben", false)).isEmpty();
        clock.pass(Duration.ofSeconds(-61));
    }

    @Test
    void watchersAreNamedOnce() {
        tools.watch(OPERA, CASE, "ada", true);
        tools.watch(OPERA, CASE, "ada", true);
        tools.watch(OPERA, CASE, "ben", true);
        tools.watch(OPERA, CASE, "ben", false);
        assertThat(tools.watchers(OPERA, CASE)).containsExactly("ada");
    }
}
