package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.helpdesk.CaptureRules.Captured;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseFieldsTest {
    private final TestDatabase database = TestDatabase.create();
    private final HandClock clock = new HandClock(Instant.parse("2026-05-04T08:00:00Z"));
    private final CaseFields fields = new CaseFields(
            database.transactions(), new CaptureStore(database.app()), new Journal(database.app(), clock), clock);
    private final OrganizerCode organizer = database.organizer("opera");

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void theLaterMailCountsAndFillingAgainChangesNothing() {
        CaseNumber number = aCase(1, null);
        fill(number, mail(1), "Order", "4711");
        clock.pass(Duration.ofMinutes(1));
        fill(number, mail(2), "ORDER", "4712");
        List<CaseField> after = fields.of(organizer, number);
        clock.pass(Duration.ofMinutes(1));
        fill(number, mail(2), "ORDER", "4712");

        assertThat(after).extracting(CaseField::value).containsExactly("4712");
        assertThat(fields.of(organizer, number)).isEqualTo(after);
    }

    @Test
    void whatAnAgentWroteNoMailChanges() {
        CaseNumber number = aCase(2, null);
        fields.set(organizer, number, "Order", " 4713 ", "ada");
        fill(number, mail(3), "Order", "9999");

        assertThat(fields.of(organizer, number)).singleElement().satisfies(field -> {
            assertThat(field.value()).isEqualTo("4713");
            assertThat(field.login()).isEqualTo("ada");
        });
        assertThatThrownBy(() -> fields.set(organizer, number, "Order", "a\nb", "ada"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("at most 200 characters on one line");
        fields.set(organizer, number, "order", "", "ada");
        assertThat(fields.of(organizer, number)).isEmpty();
    }

    @Test
    void aMergedCaseBringsItsFieldsAlong() {
        CaseNumber target = aCase(3, null);
        CaseNumber merged = aCase(4, 3L);
        fill(merged, mail(4), "Order", "4714");
        fill(target, mail(5), "Venue", "Opera");

        assertThat(fields.of(organizer, target)).extracting(CaseField::value).containsExactly("4714", "Opera");
    }

    private void fill(CaseNumber number, UUID mail, String field, String value) {
        database.transactions()
                .writeOnly(
                        organizer,
                        () -> fields.fill(organizer, number, mail, List.of(new Captured(field, value, "rule"))));
    }

    private static UUID mail(int number) {
        return new UUID(0, number);
    }

    private CaseNumber aCase(long number, @Nullable Long mergedInto) {
        new JdbcTemplate(database.owner())
                .update(
                        "insert into support_case (organizer, number, type, state, priority, subject, language, channel,"
                                + " merged_into, opened_at, updated_at)"
                                + " values ('opera', ?, 'REQUEST', 'OPEN', 'NORMAL', 's', 'en', 'MAIL', ?, now(), now())",
                        number,
                        mergedInto);
        return new CaseNumber(number);
    }
}
