package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.helpdesk.AutomaticAnswer.Answer;
import io.counterfoil.helpdesk.AutomaticAnswer.Occasion;
import io.counterfoil.mail.Correspondent;
import io.counterfoil.mail.MailOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A holiday season's automatic replies to one case, and mailboxes of ours that mail each other; {@code -Dcounterfoil.storm=10000} makes
 * it a real one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailStormTest {
    private static final int MAILS = Integer.getInteger("counterfoil.storm", 500);
    private static final int CALLERS = 8;

    private final TestDatabase database = TestDatabase.create();

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aStormStaysInItsCaseAndIsAnsweredByNothing() throws Exception {
        IntakeScene desk = new IntakeScene(database, "stormy");
        assertThat(desk.mail("Anna <anna@fan.example>", "Two seats").take().outcome())
                .isEqualTo(Decision.Outcome.OPENED);
        assertThat(desk.mail("Ben <ben@fan.example>", "Parking").take().outcome())
                .isEqualTo(Decision.Outcome.OPENED);
        desk.mailbox("other", "other@opera.example", IdTag.STANDARD);
        desk.edit(1, edit -> edit.state(CaseState.WAITING));
        desk.decisions.clear();
        List<byte[]> mails = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            mails.add(desk.mail("Anna <anna@fan.example>", "Automatic reply: Two seats [ID:0000001]")
                    .with("Auto-Submitted: auto-replied")
                    .text("I am away, number " + i + "\n")
                    .raw());
        }
        for (int i = 0; i < 20; i++) {
            String from = i % 2 == 0 ? "tickets@opera.example" : "other@opera.example";
            mails.add(desk.mail("Us <" + from + ">", "We have received your message [ID:0000002]")
                    .raw());
        }

        receive(desk, mails);

        assertThat(desk.cases.list(desk.organizer, CaseFilter.ALL, null, 10)).hasSize(2);
        assertThat(desk.supportCase(1).state()).isEqualTo(CaseState.WAITING);
        assertThat(desk.entries(1))
                .hasSize(1 + MAILS)
                .filteredOn(CaseEntry::isPublic)
                .hasSize(1);
        assertThat(desk.entries(2)).hasSize(1);
        assertThat(desk.decisions)
                .hasSize(mails.size())
                .allSatisfy(decision -> assertThat(
                                AutomaticAnswer.of(occasion(decision)).answer())
                        .isEqualTo(Answer.NONE))
                .filteredOn(decision -> decision.outcome() == Decision.Outcome.IGNORED)
                .hasSize(20);
    }

    private static Occasion occasion(Decision decision) {
        var from = decision.mail().heading().from().flatMap(Correspondent::usable);
        return new Occasion(
                from,
                decision.mail().nature().kind(),
                decision.mail().nature().mayBeAnswered(),
                from.filter(address -> address.key().endsWith("@opera.example")).isPresent(),
                AutomaticAnswer.Role.USER,
                false,
                true,
                0);
    }

    private static void receive(IntakeScene desk, List<byte[]> mails) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Intake.Received>> all = new ArrayList<>();
            for (byte[] mail : mails) {
                all.add(threads.submit(
                        () -> desk.intake.receive(desk.organizer, "tickets", mail, new MailOrigin.Push())));
            }
            for (Future<Intake.Received> each : all) {
                assertThat(each.get().result()).isInstanceOf(Intake.Decided.class);
            }
        }
    }
}
