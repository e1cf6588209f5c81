package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.helpdesk.Decision.Outcome;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.InboundMail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.QueryTimeoutException;

/** Mails that were left or broke a stage, and what ends by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeAgainTest {
    private static final String ANNA = "Anna Fan <anna@fan.example>";
    private static final String BEN = "Ben Fan <ben@fan.example>";

    private final TestDatabase database = TestDatabase.create();
    private int count;
    private IntakeScene desk = new IntakeScene(database, "opera");

    @BeforeEach
    void anOrganizer() {
        desk = new IntakeScene(database, "opera" + ++count);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aMailWhoseTakerDiedIsTakenOnceByTheSweeper() {
        UUID mail = desk.mail(ANNA, "One").store();

        desk.left.takeAll(desk.organizer, () -> false);
        assertThat(desk.room.mails().find(desk.organizer, mail).orElseThrow().state())
                .isEqualTo(InboundMail.State.WAITING);
        desk.clock.pass(Duration.ofMinutes(1));
        desk.left.takeAll(desk.organizer, () -> false);
        desk.left.takeAll(desk.organizer, () -> false);

        assertThat(desk.taken(mail).outcome()).isEqualTo(Outcome.OPENED);
        assertThat(desk.decisions).hasSize(1);
        assertThat(desk.cases.list(desk.organizer, CaseFilter.ALL, null, 10)).hasSize(1);
    }

    /** It used to end the look for all organizers, again and again. */
    @Test
    void aWaitingMailThatCannotBeTakenNowStopsNoOther() {
        UUID first = desk.mail(ANNA, "One").store();
        UUID second = desk.mail(BEN, "Two").store();
        desk.clock.pass(Duration.ofMinutes(1));
        desk.failures.put("anna@fan.example", new QueryTimeoutException("later"));

        desk.left.takeAll(() -> false);
        assertThat(desk.room.mails().find(desk.organizer, first).orElseThrow().state())
                .isEqualTo(InboundMail.State.WAITING);
        assertThat(desk.taken(second).number()).isEqualTo(new CaseNumber(1));

        desk.failures.clear();
        desk.left.takeAll(() -> false);
        assertThat(desk.taken(first).number()).isEqualTo(new CaseNumber(2));
    }

    @Test
    void aMailThatBreaksAStageIsKeptWithItAndStopsNoOther() {
        UUID broken = desk.mail(ANNA, "One").store();
        desk.failures.put("anna@fan.example", new IllegalStateException("a defect"));
        assertThat(desk.intake.takeNow(desk.organizer, broken)).isEqualTo(new Intake.Broken("look up"));
        desk.failures.clear();

        assertThat(desk.room.mails().failed(desk.organizer, Optional.empty(), 10))
                .singleElement()
                .satisfies(mail -> assertThat(
                                mail.stage() + " " + mail.error() + " " + mail.subject() + " " + mail.sender())
                        .isEqualTo("look up IllegalStateException One Anna Fan"));
        assertThat(desk.mail(ANNA, "Two").take().number()).isEqualTo(new CaseNumber(1));
        assertThat(desk.taken(broken).number()).isEqualTo(new CaseNumber(2));
    }

    @Test
    void aCaseThatStaysSolvedIsClosed() {
        desk.mail(ANNA, "One").take();
        desk.edit(1, edit -> edit.state(CaseState.SOLVED));
        desk.clock.pass(Duration.ofDays(6));
        desk.closing().run(desk.organizer);
        assertThat(desk.supportCase(1).state()).isEqualTo(CaseState.SOLVED);

        desk.clock.pass(Duration.ofDays(2));
        desk.closing().run(desk.organizer);

        assertThat(desk.supportCase(1).state()).isEqualTo(CaseState.CLOSED);
        assertThat(desk.entries(1))
                .last()
                .satisfies(entry -> assertThat(entry.text()).isEqualTo("SOLVED → CLOSED"));
    }

    @Test
    void anErasureTakesAwayWhatThePersonWrote() {
        UUID mail = desk.mail(ANNA, "One").store();
        desk.taken(mail);
        desk.mail(BEN, "Two").take();
        UUID failed = desk.mail(ANNA, "Three").store();
        desk.failures.put("anna@fan.example", new IllegalStateException("a defect"));
        desk.intake.takeNow(desk.organizer, failed);
        desk.failures.clear();
        ContactId anna = Objects.requireNonNull(desk.supportCase(1).requester());
        CaseTraceStore traces = new CaseTraceStore(database.app());
        DeskTools tools =
                new DeskTools(desk.transactions, new DeskToolStore(database.app()), desk.journal, desk.ids, desk.clock);
        draft(tools, 1, "ada", "");
        draft(tools, 2, "ada", "joanna@fan.example");
        draft(tools, 2, "bob", "Ben <ben@fan.example>, Anna <Anna@Fan.example>");

        desk.transactions.writeOnly(desk.organizer, () -> {
            assertThat(traces.inUse(desk.organizer, List.of(anna))).containsExactly(anna);
            traces.erase(
                    desk.organizer,
                    Set.of(anna),
                    List.of(EmailAddress.parse("anna@fan.example").orElseThrow()),
                    EmailAddress.parse("erased@invalid.example").orElseThrow());
        });

        assertThat(desk.room.mails().raw(desk.organizer, mail)).isEmpty();
        assertThat(desk.room.mails().raw(desk.organizer, failed)).isEmpty();
        assertThat(desk.room.mails().find(desk.organizer, failed).orElseThrow().subject())
                .isEmpty();
        assertThatThrownBy(() -> desk.replays().replay(desk.organizer, failed)).hasMessageContaining("erased");
        assertThat(desk.entries(1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).isEmpty());
        assertThat(desk.cases.participants(desk.organizer, new CaseNumber(1))).isEmpty();
        assertThat(desk.supportCase(1).requesterAddress()).isNull();
        assertThat(desk.supportCase(2).subject()).isEqualTo("Two");
        assertThat(tools.draft(desk.organizer, new CaseNumber(1), "ada")).isEmpty();
        assertThat(tools.draft(desk.organizer, new CaseNumber(2), "bob")).isEmpty();
        assertThat(tools.draft(desk.organizer, new CaseNumber(2), "ada")).isPresent();
    }

    private void draft(DeskTools tools, long number, String login, String cc) {
        tools.keepDraft(
                desk.organizer,
                new CaseNumber(number),
                login,
                new DeskTools.Draft(DeskTools.DraftKind.REPLY, "", cc, "", "Dear", Instant.EPOCH));
    }
}
