package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.mail.Delivery;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.MailPurpose;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A holiday season's automatic replies, those that say so and those that do not, with everything that answers mails by itself;
 * {@code -Dcounterfoil.storm=10000} makes it a real one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailStormTest {
    private static final int MAILS = Integer.getInteger("counterfoil.storm", 300);
    private static final int CALLERS = 8;
    private static final int BETWEEN_MAILBOXES = 20;
    /** Nothing is sent: what waits in the outbox counts. */
    private static final int NO_SERVER = 1;

    private final TestDatabase database = TestDatabase.create();

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aStormStaysInItsCaseIsAnsweredByNothingAndHidesNothingThatSomebodyWrote() throws Exception {
        IntakeScene desk = new IntakeScene(database, "stormy");
        DeskPost post = new DeskPost(desk, NO_SERVER);
        desk.mail("Anna <anna@fan.example>", "Two seats").take();
        desk.mail("Ben <ben@fan.example>", "Parking").take();
        desk.mailbox("other", "other@opera.example", IdTag.STANDARD);
        desk.edit(1, edit -> edit.state(CaseState.WAITING).assignee("ada"));
        desk.decisions.clear();
        List<byte[]> mails = mails(
                MAILS,
                i -> desk.mail("Anna <anna@fan.example>", "Automatic reply: Two seats [ID:0000001]")
                        .with("Auto-Submitted: auto-replied")
                        .text("I am away, number " + i + "\n"));
        mails.addAll(mails(
                BETWEEN_MAILBOXES,
                i -> desk.mail(
                        "Us <" + (i % 2 == 0 ? "tickets" : "other") + "@opera.example>",
                        "We have received your message [ID:0000002]")));

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
                .filteredOn(decision -> decision.outcome() == Decision.Outcome.IGNORED)
                .hasSize(BETWEEN_MAILBOXES);
        // the receipts of the two mails that somebody wrote, and nothing else to anybody
        assertThat(sent(desk, post, 1, 2)).hasSize(2);

        SupportCases.Stretch last = desk.cases.stretch(desk.organizer, new CaseNumber(1), null);
        assertThat(last.entries().getFirst().text()).contains("where are my seats?");
        assertThat(last.entries()).hasSize(21);
        assertThat(last.automatic()).isEqualTo(MAILS - 20);
        assertThat(last.older()).isZero();
        assertThat(everything(desk, 1)).hasSize(1 + MAILS);
        // an agent's answer quotes what was written, whatever came since
        post.reply(1, "Row 3", List.of());
        assertThat(sent(desk, post, 1))
                .last()
                .satisfies(reply -> assertThat(reply.purpose()).isEqualTo(MailPurpose.REPLY));
    }

    @Test
    void programsThatDoNotSayWhatTheyAreTellAgentsNoMoreThanTheirBudgetAndBringNobodyIn() throws Exception {
        IntakeScene desk = new IntakeScene(database, "disguised");
        DeskPost post = new DeskPost(desk, NO_SERVER);
        desk.mail("Anna <anna@fan.example>", "Two seats").take();
        desk.edit(1, edit -> edit.assignee("ada"));

        receive(
                desk,
                mails(
                        MAILS,
                        i -> desk.mail("Anna <anna@fan.example>", "Re: Two seats [ID:0000001]")
                                .with("Cc: "
                                        + IntStream.range(0, 10)
                                                .mapToObj(each -> "x" + i + "-" + each + "@fan.example")
                                                .collect(Collectors.joining(", ")))
                                .text("I am away, number " + i + "\n")));

        assertThat(desk.cases.list(desk.organizer, CaseFilter.ALL, null, 10)).hasSize(1);
        assertThat(sent(desk, post, 1).stream().map(Delivery::purpose).filter(MailPurpose.AGENT_NOTICE::equals))
                .hasSize(LoopBudget.Scope.AGENT.budget().hour());
        assertThat(post.budgets.open(desk.organizer))
                .extracting(AnswerBudgets.Breaker::scope)
                .containsExactly("AGENT");
        // later mails do not have to look at more and more people
        assertThat(desk.cases.participants(desk.organizer, new CaseNumber(1))).hasSizeBetween(100, 201);
        assertThat(everything(desk, 1)).hasSize(1 + MAILS);
    }

    @Test
    void programsThatBeginAnewEachTimeAreAnsweredNoMoreThanTheirBudget() throws Exception {
        IntakeScene desk = new IntakeScene(database, "anew");
        DeskPost post = new DeskPost(desk, NO_SERVER);

        receive(
                desk,
                mails(
                        MAILS,
                        i -> desk.mail("Away <away@fan.example>", "Away until May, " + i)
                                .with("Authentication-Results: mx.opera.example; dmarc=pass header.from=fan.example")
                                .text("I am away, number " + i + "\n")));

        assertThat(desk.decisions).hasSize(MAILS);
        assertThat(sent(desk, post, IntStream.rangeClosed(1, MAILS).toArray()))
                .hasSizeBetween(1, LoopBudget.Scope.PAIR.budget().hour());
    }

    private static List<byte[]> mails(int count, IntFunction<IntakeScene.Draft> draft) {
        List<byte[]> mails = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mails.add(draft.apply(i).raw());
        }
        return mails;
    }

    /** All entries, read as an agent does: from the last ones on to older ones. */
    private static Collection<CaseEntry> everything(IntakeScene desk, long number) {
        CaseNumber one = new CaseNumber(number);
        SupportCases.Stretch last = desk.cases.stretch(desk.organizer, one, null);
        if (last.older() + last.automatic() == 0) {
            return last.entries();
        }
        Map<UUID, CaseEntry> all = new HashMap<>();
        SupportCases.Stretch next = last;
        do {
            next.entries().forEach(each -> all.put(each.id(), each));
            UUID before =
                    next.beforeAutomatic() == null ? next.entries().getFirst().id() : next.beforeAutomatic();
            next = desk.cases.stretch(desk.organizer, one, before);
        } while (next.older() > 0);
        next.entries().forEach(each -> all.put(each.id(), each));
        return all.values();
    }

    private static List<Delivery> sent(IntakeScene desk, DeskPost post, int... cases) {
        List<Delivery> all = new ArrayList<>();
        for (int number : cases) {
            all.addAll(post.out.deliveries().ofCase(desk.organizer, new CaseNumber(number)));
        }
        return all;
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
