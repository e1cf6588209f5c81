package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.helpdesk.Decision.Outcome;
import io.counterfoil.mail.MailPurpose;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Mails that nobody wrote: automatic replies, our own, bounces. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeOfAutomaticMailTest {
    private static final String ANNA = "Anna Fan <anna@fan.example>";

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
    void aStormOfAutomaticRepliesMakesNoCaseAndNoNoise() {
        desk.mail(ANNA, "One").take();
        long before = desk.rows("journal");

        for (int i = 0; i < 200; i++) {
            MailVerdict verdict = desk.mail("away" + i + "@fan.example", "Out of office [ID:1]")
                    .with("Auto-Submitted: auto-replied")
                    .take();
            assertThat(verdict.reasons()).containsExactly("AUTO_REPLY");
        }
        MailVerdict own = desk.mail(ANNA, "Away [ID:1]")
                .with("Auto-Submitted: auto-replied")
                .take();

        assertThat(own.outcome()).isEqualTo(Outcome.APPENDED);
        assertThat(desk.entries(1))
                .last()
                .satisfies(entry -> assertThat(entry.isPublic()).isFalse());
        assertThat(desk.supportCase(1).state()).isEqualTo(CaseState.NEW);
        assertThat(desk.rows("journal")).isEqualTo(before + 1);
        assertThat(desk.intake.ignored(desk.organizer, Optional.empty(), 500)).hasSize(200);
    }

    @Test
    void ourOwnMailAndMailFromOurMailboxesOpenNothing() {
        desk.mailbox("billets", "billets@opera.example", IdTag.STANDARD);
        desk.mail(ANNA, "One").take();

        MailVerdict loop =
                desk.mail("tickets@opera.example", "Hello").into("billets").take();

        assertThat(loop.reasons()).containsExactly("LOOP");
        assertThat(desk.cases.list(desk.organizer, CaseFilter.ALL, null, 10)).hasSize(1);
    }

    @Test
    void aBounceOfOurMailOpensTheCaseAgain() {
        desk.mail(ANNA, "One").take();
        desk.edit(1, edit -> edit.state(CaseState.WAITING));
        String bounce = "--b\n\nNot delivered\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
                + "Final-Recipient: rfc822; anna@fan.example\nAction: failed\nStatus: 5.1.1\n\n--b\n"
                + "Content-Type: message/rfc822\n\nMessage-ID: " + desk.signed(1, "anna@fan.example", MailPurpose.REPLY)
                + "\nSubject: x\n\nx\n--b--\n";

        MailVerdict verdict = desk.mail("MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender")
                .with("Content-Type: multipart/report; report-type=delivery-status; boundary=b")
                .text(bounce)
                .take();
        MailVerdict foreign = desk.mail("MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender")
                .with("Content-Type: multipart/report; report-type=delivery-status; boundary=b")
                .text(bounce.replace("<cf1", "<xx1"))
                .take();

        assertThat(verdict.outcome()).isEqualTo(Outcome.APPENDED);
        assertThat(desk.supportCase(1).state()).isEqualTo(CaseState.OPEN);
        assertThat(desk.entries(1))
                .last()
                .satisfies(entry -> assertThat(entry.kind()).isEqualTo(SenderKind.SYSTEM));
        assertThat(foreign.reasons()).containsExactly("BOUNCE");
    }
}
