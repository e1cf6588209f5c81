package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.helpdesk.Intake.Decided;
import io.counterfoil.journal.JournalLine;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeRoundsTest {
    private final TestDatabase database = TestDatabase.create();

    @AfterAll
    void close() {
        database.close();
    }

    /** Each mail hangs on what those before it leave: people, cases, participants, numbers, mails that never came. */
    @Test
    void mailsThatAreTakenTogetherEndAsThoseThatAreTakenOneByOne() {
        IntakeScene alone = new IntakeScene(database, "alone");
        IntakeScene together = new IntakeScene(database, "together");
        closedCase(alone);
        closedCase(together);

        List<MailVerdict> oneByOne = story(alone).stream().map(alone::taken).toList();
        List<MailVerdict> atOnce = together.takenTogether(story(together)).stream()
                .map(result -> ((Decided) result).verdict())
                .toList();

        assertThat(atOnce.stream().map(IntakeRoundsTest::told))
                .containsExactlyElementsOf(
                        oneByOne.stream().map(IntakeRoundsTest::told).toList());
        assertThat(oneByOne.stream().map(MailVerdict::outcome).distinct()).hasSize(3);
        assertThat(journal(together)).containsExactlyInAnyOrderElementsOf(journal(alone));
        assertThat(people(together)).isEqualTo(people(alone));
    }

    @Test
    void aMailThatIsThereTwiceIsTakenByTheFirst() {
        IntakeScene desk = new IntakeScene(database, "twice");
        UUID mail = desk.mail("Anna <anna@fan.example>", "One").store();

        List<Intake.Result> results = desk.takenTogether(List.of(mail, mail));

        assertThat(results.stream().map(result -> ((Decided) result).now())).containsExactly(true, false);
        assertThat(desk.cases.list(desk.organizer, CaseFilter.ALL, null, 10)).hasSize(1);
    }

    private static void closedCase(IntakeScene desk) {
        desk.mail("Anna <anna@fan.example>", "Before").take();
        desk.edit(1, edit -> edit.state(CaseState.CLOSED));
    }

    private static List<UUID> story(IntakeScene desk) {
        List<UUID> mails = new ArrayList<>();
        mails.add(desk.mail("Anna <anna@fan.example>", "Seats").store());
        IntakeScene.Draft bens = desk.mail("Ben <ben@fan.example>", "Hello");
        mails.add(bens.store());
        mails.add(desk.mail("Anna <anna@fan.example>", "Something else").store());
        mails.add(desk.mail("Ben <ben@fan.example>", "Re: Hello")
                .with("In-Reply-To: " + bens.id())
                .store());
        mails.add(desk.mail("Carl <carl@fan.example>", "Re: [ID:2]").store());
        mails.add(desk.mail("Anna <anna@fan.example>", "Re: [ID:2]")
                .with("Cc: dora@fan.example")
                .store());
        mails.add(desk.mail("Dora <dora@fan.example>", "Re: [ID:2]").store());
        mails.add(desk.mail("Emma <emma@fan.example>", "Ticket [ID:6]").store());
        mails.add(desk.mail("Emma <emma@fan.example>", "Ticket [ID:6]").store());
        mails.add(desk.mail("Finn <finn@fan.example>", "Re: News")
                .with("To: gwen@fan.example")
                .with("In-Reply-To: <news@elsewhere.example>")
                .store());
        mails.add(desk.mail("Gwen <gwen@fan.example>", "Re: News")
                .with("To: finn@fan.example")
                .with("In-Reply-To: <news@elsewhere.example>")
                .store());
        mails.add(desk.mail("Hugo <hugo@fan.example>", "Alone").store());
        mails.add(desk.mail("Anna <anna@fan.example>", "Re: [ID:1]").store());
        mails.add(desk.mail("Ida <ida@fan.example>", "Alone too").store());
        mails.add(desk.mail("Anna <anna@fan.example>", "Re: [ID:1] again").store());
        return mails;
    }

    private static String told(MailVerdict verdict) {
        return verdict.fromAddress() + " " + verdict.outcome() + " " + verdict.number() + " " + verdict.reasons() + " "
                + verdict.evidence().code();
    }

    private static List<String> journal(IntakeScene desk) {
        return desk.transactions.read(desk.organizer, () -> desk.journal.after(desk.organizer, 0, 1_000)).stream()
                .filter(line -> line.actor().equals(IntakeWriter.ACTOR))
                .map(IntakeRoundsTest::told)
                .toList();
    }

    private static String told(JournalLine line) {
        return line.entity() + " " + (line.entity().equals("case") ? line.entityId() : "") + " " + line.action();
    }

    private static List<String> people(IntakeScene desk) {
        List<String> people = new ArrayList<>();
        for (SupportCase each : desk.cases.list(desk.organizer, CaseFilter.ALL, null, 100)) {
            desk.cases
                    .participants(desk.organizer, each.number())
                    .forEach(person -> people.add(each.number() + " " + each.state() + " "
                            + person.address().key() + " " + person.role()));
        }
        return people.stream().sorted().toList();
    }
}
