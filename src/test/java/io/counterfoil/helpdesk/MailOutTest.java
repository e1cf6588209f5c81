package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.Patience;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.mail.Delivery;
import io.counterfoil.mail.DeliveryState;
import io.counterfoil.mail.MailPurpose;
import io.counterfoil.mail.MailReader;
import io.counterfoil.mail.MailScene;
import io.counterfoil.mail.ReadingContext;
import io.counterfoil.mail.UnderstoodMail;
import io.counterfoil.tickets.TicketsFixture;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** What goes out of a case over the wire, what comes back of it, and that nobody's programs keep each other busy. */
@Timeout(Patience.SECONDS)
class MailOutTest {
    private static final String PASSED = "Authentication-Results: mx.opera.example; dmarc=pass header.from=fan.example";

    private final TestDatabase database = TestDatabase.create();
    private final GreenMail server = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
    private final IntakeScene scene = new IntakeScene(database, "opera");
    private final DeskPost parts;
    private final MailScene post;
    private final AnswerBudgets budgets;
    private final DeskTools desk;
    private final CaseDiary diary;
    private final AutomaticMails automatic;
    private final DeskSettings settings;

    MailOutTest() {
        new JdbcTemplate(database.owner()).update("update organizer set name = 'The Opera' where code = 'opera'");
        server.start();
        parts = new DeskPost(scene, server.getSmtp().getPort());
        post = parts.out;
        budgets = parts.budgets;
        desk = parts.desk;
        diary = parts.diary;
        automatic = parts.automatic;
        settings = parts.settings;
    }

    @AfterEach
    void close() {
        server.stop();
        database.close();
    }

    @Test
    void whoIsWhoHeSaysIsToldWithHisSubjectAndAnybodyElseOnceADayWithoutAWordOfHis() {
        scene.mail("Anna <anna@fan.example>", "Two seats").with(PASSED).take();
        UnderstoodMail told = sent().getFirst();
        assertThat(told.heading().subject()).isEqualTo("Re: Two seats [ID:0000001]");
        assertThat(told.heading().inReplyTo()).containsExactly("<m1@fan.example>");
        assertThat(told.heading().references()).hasSize(2).last().isEqualTo("<m1@fan.example>");
        assertThat(told.nature().mayBeAnswered()).isFalse();

        scene.mail("Eve Evil <eve@evil.example>", "Buy http://evil.example now")
                .text("Buy it\n")
                .take();
        scene.mail("Eve Evil <eve@evil.example>", "Buy more").text("Buy it\n").take();
        List<UnderstoodMail> bare = sent();
        assertThat(bare).hasSize(1);
        assertThat(bare.getFirst().heading().subject()).isEqualTo("We have received your message [ID:0000002]");
        assertThat(bare.getFirst().content().text()).doesNotContain("Eve", "Buy", "evil.example");
    }

    @Test
    void anAgentsReplyCarriesOneTagAndItsAnswerFindsTheCaseWithoutIt() {
        scene.mail("Anna <anna@fan.example>", "AW: Two seats [ID:0009999]")
                .with(PASSED)
                .take();
        sent();
        parts.reply(1, "They are in row 3.", List.of());

        UnderstoodMail reply = sent().getFirst();
        assertThat(reply.heading().subject()).isEqualTo("Re: Two seats [ID:0000001]");
        assertThat(reply.heading().from().orElseThrow().address()).isEqualTo("tickets@opera.example");
        assertThat(reply.content().text()).contains("They are in row 3.", "Ada Agent", "> Hello,");
        assertThat(reply.heading().references()).contains("<m1@fan.example>");
        assertThat(reply.nature().mayBeAnswered()).isTrue();

        MailVerdict answer = scene.mail("Anna <anna@fan.example>", "Merci")
                .with("In-Reply-To: " + reply.heading().messageId())
                .take();
        assertThat(answer.outcome()).isEqualTo(Decision.Outcome.APPENDED);
        assertThat(answer.number()).isEqualTo(new CaseNumber(1));
    }

    @Test
    void aCaseOfARetiredMailboxIsAnsweredThroughTheOneThatIsLeftUnderItsTag() {
        scene.mail("Anna <anna@fan.example>", "Two seats").take();
        sent();
        scene.mailbox("other", "other@opera.example", new IdTag("{Other-", "}"));
        scene.room.mailboxes().retire(scene.organizer, "tickets", "ada");
        parts.reply(1, "They are in row 3.", List.of());

        post.send(scene.organizer, "other");
        UnderstoodMail reply = sent().getFirst();
        assertThat(reply.heading().from().orElseThrow().address()).isEqualTo("other@opera.example");
        assertThat(reply.heading().subject()).isEqualTo("Re: Two seats {Other-0000001}");
        // what was written under the former tag finds the case as before
        assertThat(scene.mail("Anna <anna@fan.example>", "Re: [ID:0000001]")
                        .into("other")
                        .take()
                        .number())
                .isEqualTo(new CaseNumber(1));
    }

    @Test
    void aReplyNobodyWillGetOpensTheCaseAgainAndABounceIsShownWithItsAddress() {
        scene.mail("Anna <anna@fan.example>", "Two seats").with(PASSED).take();
        sent();
        scene.edit(1, edit -> edit.state(CaseState.WAITING));
        parts.reply(1, "Hello", List.of());
        Delivery delivery =
                post.deliveries().ofCase(scene.organizer, new CaseNumber(1)).getLast();
        sent();

        scene.mail("Mailer <mailer-daemon@fan.example>", "Undelivered")
                .with("Content-Type: multipart/report; report-type=delivery-status; boundary=b")
                .text("--b\n\nNot delivered\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
                        + "Final-Recipient: rfc822; anna@fan.example\nAction: failed\nStatus: 5.1.1\n\n--b\n"
                        + "Content-Type: message/rfc822\n\nMessage-ID: " + delivery.messageId()
                        + "\nSubject: x\n\nx\n--b--\n")
                .take();

        assertThat(post.deliveries().of(scene.organizer, List.of(delivery.mailId())))
                .singleElement()
                .satisfies(after -> {
                    assertThat(after.state()).isEqualTo(DeliveryState.BOUNCED);
                    assertThat(after.answer()).contains("5.1.1");
                    assertThat(after.about()).isNotNull();
                });
        assertThat(scene.supportCase(1).state()).isEqualTo(CaseState.OPEN);
        assertThat(sent()).isEmpty();
    }

    @Test
    void whatIsHostileInAMailMakesNoFieldAndNoRecipientInItsAnswer() throws Exception {
        String evil = "=0D=0ABcc:_all=40evil.example=0D=0A=0D=0A=3Cscript=3E";
        scene.mail(
                        "=?utf-8?Q?Anna" + evil + "?= <anna@fan.example>",
                        "=?utf-8?Q?Seats" + evil + "?= [ID:0000001] [ID:0000002]")
                .with(PASSED)
                .with("Message-ID: <x>\r\n <y\tBcc: all@evil.example>@fan.example>")
                .take();
        scene.mail("\"anna\\\r\n Bcc: all@evil.example\"@fan.example", "Seats")
                .with(PASSED)
                .take();
        parts.reply(1, "Row 3", List.of());
        post.send(scene.organizer, "tickets");

        assertThat(server.getReceivedMessages()).isNotEmpty();
        for (MimeMessage each : server.getReceivedMessages()) {
            assertThat(each.getHeader("Bcc")).isNull();
            assertThat(each.getAllRecipients()).hasSize(1);
            assertThat(each.getSubject()).doesNotContain("\r", "\n").startsWith("Re: Seats");
            assertThat(each.getHeader("From", ",")).contains("<tickets@opera.example>");
        }
        assertThat(sent()).allSatisfy(mail -> {
            assertThat(mail.heading().to()).hasSize(1);
            assertThat(mail.content().html()).doesNotContain("<script");
        });
    }

    @Test
    void agentsAreToldOfAnAnswerAndNotOfWhatNobodyWrote() {
        scene.mail("Anna <anna@fan.example>", "Two seats").with(PASSED).take();
        sent();
        scene.edit(1, edit -> edit.assignee("ada"));
        desk.watch(scene.organizer, new CaseNumber(1), "ada", true);
        scene.mail("Anna <anna@fan.example>", "Re: Two seats [ID:0000001]")
                .text("Row 3?\n")
                .take();

        UnderstoodMail notice = sent().getFirst();
        assertThat(notice.heading().to().getFirst().address()).isEqualTo("ada@opera.example");
        assertThat(notice.content().text()).contains("Row 3?", "https://desk.example/o/opera/cases/1");
        assertThat(scene.room
                        .signing()
                        .check(scene.organizer, notice.heading().messageId())
                        .orElseThrow()
                        .purpose())
                .isEqualTo(MailPurpose.AGENT_NOTICE);

        scene.mail("Anna <anna@fan.example>", "Automatic reply: [ID:0000001]")
                .with("Auto-Submitted: auto-replied")
                .take();
        assertThat(sent()).isEmpty();
    }

    @Test
    void whoeverWatchesACaseIsToldThoughItIsSomebodyElses() {
        scene.mail("Anna <anna@fan.example>", "Two seats").with(PASSED).take();
        sent();
        scene.edit(1, edit -> edit.assignee("gone"));
        desk.watch(scene.organizer, new CaseNumber(1), "ada", true);
        scene.mail("Anna <anna@fan.example>", "Re: Two seats [ID:0000001]").take();

        assertThat(sent())
                .singleElement()
                .satisfies(notice ->
                        assertThat(notice.heading().to().getFirst().address()).isEqualTo("ada@opera.example"));
        desk.watch(scene.organizer, new CaseNumber(1), "ada", false);
        scene.mail("Anna <anna@fan.example>", "Re: Two seats [ID:0000001]").take();
        assertThat(sent()).isEmpty();
    }

    @Test
    void aStormOfMailsThatLookWrittenUsesItsBudgetUpAndComesToRest() {
        int out = 0;
        for (int i = 0; i < 60; i++) {
            scene.mail("Away <away@fan.example>", "I am away " + i)
                    .with(PASSED)
                    .text("Back in May " + i + "\n")
                    .take();
            out += sent().size();
            scene.clock.pass(Duration.ofMinutes(1));
        }
        assertThat(out).isEqualTo(4);
        assertThat(budgets.open(scene.organizer))
                .extracting(AnswerBudgets.Breaker::scope)
                .containsExactly("PAIR");
        for (int i = 0; i < 40; i++) {
            scene.mail("Away <away@fan.example>", "Automatic reply")
                    .with("Auto-Submitted: auto-replied")
                    .take();
        }
        assertThat(sent()).isEmpty();
    }

    @Test
    void twoMailboxesThatAnswerEachOtherComeToRest() {
        // the other desk leaves out every sign that nobody wrote, and begins a new conversation each time
        scene.mail("Desk <desk@fan.example>", "We received your message")
                .with(PASSED)
                .take();
        int rounds = 0;
        for (List<UnderstoodMail> out = sent(); !out.isEmpty() && rounds < 100; out = sent()) {
            for (int i = 0; i < out.size(); i++) {
                rounds++;
                scene.mail("Desk <desk@fan.example>", "We received your message " + rounds)
                        .with(PASSED)
                        .text("Number " + rounds + "\n")
                        .take();
            }
        }
        assertThat(rounds).isEqualTo(4);
        // and a mailbox of ours is never answered at all
        scene.mail("Us <tickets@opera.example>", "Hello")
                .with(PASSED.replace("fan.", "opera."))
                .take();
        assertThat(sent()).isEmpty();
    }

    @Test
    void aMailThatAServerRefusesOpensTheCaseAgainAndIsToldInIt() {
        scene.mail("Anna <anna@fan.example>", "Two seats").with(PASSED).take();
        scene.edit(1, edit -> edit.state(CaseState.SOLVED));
        Delivery gone =
                post.deliveries().ofCase(scene.organizer, new CaseNumber(1)).getFirst();
        scene.transactions.writeOnly(
                scene.organizer,
                () -> diary.failed(
                        scene.organizer,
                        new Delivery(
                                gone.mailId(),
                                gone.caseNumber(),
                                gone.purpose(),
                                gone.about(),
                                gone.address(),
                                gone.role(),
                                gone.mailbox(),
                                gone.messageId(),
                                DeliveryState.REFUSED,
                                1,
                                scene.clock.instant(),
                                "550 nobody here")));

        assertThat(scene.supportCase(1).state()).isEqualTo(CaseState.OPEN);
        assertThat(scene.entries(1)).last().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(CaseAction.BOUNCE);
            assertThat(entry.text()).isEqualTo("anna@fan.example: 550 nobody here");
        });
    }

    @Test
    void whoIsWaitedForIsRemindedOnceAndASolvedCaseClosesWithAMailWhenTheOrganizerSaysSo() {
        settings.save(scene.organizer, new DeskSetting(3, true, 2, BusinessHours.STANDARD, Set.of(), Map.of()), "ada");
        scene.mail("Anna <anna@fan.example>", "Two seats").with(PASSED).take();
        sent();
        scene.edit(1, edit -> edit.state(CaseState.WAITING));
        ReminderStore reminders = new ReminderStore(database.app());
        CaseReminders reminding = new CaseReminders(
                scene.transactions, reminders, new CaseQueries(database.app()), settings, automatic, scene.clock);
        reminding.run(scene.organizer);
        assertThat(sent()).isEmpty();
        scene.clock.pass(Duration.ofDays(3));
        reminding.run(scene.organizer);
        reminding.run(scene.organizer);
        assertThat(sent())
                .singleElement()
                .satisfies(mail -> assertThat(mail.content().text()).contains("have not heard from you"));

        scene.edit(1, edit -> edit.state(CaseState.SOLVED));
        CaseTools tools = new CaseTools(
                scene.store,
                new CaseQueries(database.app()),
                scene.suppliers,
                TicketsFixture.tickets(database.app(), scene.transactions, scene.contacts),
                scene.journal,
                scene.ids,
                scene.clock);
        scene.changeEars.add(new ClosingMails(settings, automatic, reminders));
        CaseClosing closing = new CaseClosing(scene.transactions, tools, settings, scene.told);
        scene.clock.pass(Duration.ofDays(2));
        closing.run(scene.organizer);
        assertThat(scene.supportCase(1).state()).isEqualTo(CaseState.SOLVED);
        scene.clock.pass(Duration.ofDays(2));
        closing.run(scene.organizer);
        closing.run(scene.organizer);
        assertThat(scene.supportCase(1).state()).isEqualTo(CaseState.CLOSED);
        assertThat(sent()).singleElement().satisfies(mail -> {
            assertThat(mail.heading().subject()).isEqualTo("Re: Two seats [ID:0000001]");
            assertThat(mail.nature().mayBeAnswered()).isFalse();
        });
    }

    /** What went out since the last time. */
    private List<UnderstoodMail> sent() {
        post.send(scene.organizer, "tickets");
        List<UnderstoodMail> sent = new ArrayList<>();
        try {
            for (MimeMessage each : server.getReceivedMessages()) {
                ByteArrayOutputStream raw = new ByteArrayOutputStream();
                each.writeTo(raw);
                sent.add(MailReader.read(raw.toByteArray(), ReadingContext.NOTHING_KNOWN));
            }
            server.purgeEmailFromAllMailboxes();
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return sent;
    }
}
