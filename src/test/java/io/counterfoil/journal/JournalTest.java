package io.counterfoil.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class JournalTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00.123456789Z");

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private final Journal journal = new Journal(database.app(), Clock.fixed(NOON, ZoneOffset.UTC));
    private final OrganizerCode opera = database.organizer("opera");
    private final OrganizerCode arena = database.organizer("arena");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void linesAreNumberedFromOneWithoutGapsInTheOrderTheyWereWritten() {
        append(opera, "S-1", "S-2");
        append(opera, "S-3");

        List<JournalLine> lines = transactions.read(opera, () -> journal.after(opera, 0, 10));

        assertThat(lines).extracting(JournalLine::seq).containsExactly(1L, 2L, 3L);
        assertThat(lines).extracting(JournalLine::entityId).containsExactly("S-1", "S-2", "S-3");
        assertThat(lines.getFirst().at()).isEqualTo(Instant.parse("2026-06-14T12:00:00.123456Z"));
    }

    @Test
    void readingAfterANumberGivesOnlyLaterLines() {
        append(opera, "S-1", "S-2", "S-3");

        assertThat(transactions.read(opera, () -> journal.after(opera, 1, 1)))
                .extracting(JournalLine::seq)
                .containsExactly(2L);
    }

    @Test
    void oneOrganizerNeverSeesAnothersLines() {
        append(opera, "S-1");

        assertThat(transactions.read(arena, () -> journal.after(opera, 0, 10))).isEmpty();
    }

    @Test
    void theApplicationCannotAlterALine() {
        append(opera, "S-1");

        assertThatThrownBy(() -> transactions.writeOnly(
                        opera, () -> new JdbcTemplate(database.app()).update("update journal set actor = 'nobody'")))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theInstallationsJournalTellsItsFirstLineThatWasAlteredOrTakenAway() {
        InstallationJournal installation = new InstallationJournal(database.app(), Clock.fixed(NOON, ZoneOffset.UTC));
        JournalCheck check = new JournalCheck(database.app());
        JdbcTemplate owner = new JdbcTemplate(database.owner());
        assertThat(check.firstBrokenOfInstallation()).isEmpty();
        for (String login : List.of("anna", "ben", "cleo")) {
            transactions.global(() -> {
                installation.append("test", "account", login, "created", "{}");
                return true;
            });
        }
        assertThat(check.firstBrokenOfInstallation()).isEmpty();
        assertThat(installation.before(Long.MAX_VALUE, new Journal.Filter(null, "ben", null, null), 10))
                .extracting(JournalLine::seq)
                .containsExactly(2L);

        owner.update("update installation_journal set body = '{\"administrator\":true}' where seq = 2");
        assertThat(check.firstBrokenOfInstallation()).hasValue(2);
        owner.update("update installation_journal set body = '{}' where seq = 2");
        owner.update("delete from installation_journal where seq = 3");
        assertThat(check.firstBrokenOfInstallation()).hasValue(3);
    }

    private void append(OrganizerCode organizer, String... tickets) {
        transactions.writeOnly(
                organizer,
                () -> journal.append(
                        organizer,
                        "test",
                        List.of(tickets).stream()
                                .map(ticket -> new Change("ticket", ticket, "changed", null, "{}"))
                                .toList()));
    }
}
