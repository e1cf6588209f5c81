package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.helpdesk.CaseFields;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.Decision.Outcome;
import io.counterfoil.helpdesk.DeskSetting;
import io.counterfoil.helpdesk.DeskSettings;
import io.counterfoil.helpdesk.DeskTools;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.Suppliers;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.Delivery;
import io.counterfoil.mail.FailedMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What helps an agent who answers a case. */
@ApiServer
class CaseDeskTest {
    private final ApplicationContext context;
    private final int port;

    CaseDeskTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
    }

    @Test
    void whatIsBegunIsKeptUntilItIsSentAndOthersAreSeen() {
        ScreensWorld world = new ScreensWorld(context, port, "case-write");
        new DeskWorld(context, world.organizer).mail("anna@example.org", "When", "When do you open?");
        UUID canned = context.getBean(DeskTools.class)
                .saveCannedAnswer(world.organizer, null, "en", "Opening hours", "We open at <nine>.", "test");
        Browser agent = world.as(Role.AGENT);
        Browser second = world.as(Role.AGENT, "second");
        String one = world.base() + "/cases/1";

        agent.get(one);
        assertThat(agent.post(one + "/draft", "text", "Dear <Anna>", "cc", "b@example.org")
                        .text())
                .contains("Kept on");
        agent.post(one + "/draft", "leaving", "true");
        assertThat(agent.get(one).text()).contains("You began this on", "Dear <Anna>", "Opening hours");
        assertThat(agent.get(one + "?answer=" + canned).text()).contains("Dear <Anna> We open at <nine>.");
        assertThat(agent.get(one + "/answers/" + canned).html()).isEqualTo("We open at <nine>.");
        second.get(one);
        assertThat(second.get(one).text()).doesNotContain("Dear <Anna>");
        second.post(one + "/presence", "text", "I");
        assertThat(agent.post(one + "/presence").text()).contains("User second is writing an answer here.");
        second.post(one + "/draft", "leaving", "true");
        assertThat(agent.post(one + "/presence").text()).doesNotContain("User second");

        assertThat(agent.post(one + "/replies", "text", "At nine.").text())
                .doesNotContain("You began this")
                .containsPattern("anna@example.org (to be sent|sent)");
        agent.post(one + "/draft", "text", "Another one");
        assertThat(agent.post(one + "/draft/drop").text()).contains("The draft is thrown away.");
        String other = "second." + world.organizer;
        assertThat(agent.post(one + "/watchers", "login", other, "watches", "true")
                        .text())
                .contains(other + " is told of what happens here.");
        assertThat(context.getBean(DeskTools.class).watchers(world.organizer, new CaseNumber(1)))
                .containsExactly(other);
        assertThat(agent.post(one + "/watchers", "login", other, "watches", "false")
                        .text())
                .contains(other + " is no longer told.");
        assertThat(agent.post(one + "/watchers", "login", "nobody", "watches", "true")
                        .text())
                .contains("somebody who works on cases");
        assertThat(world.as(Role.VIEWER).post(one + "/draft", "text", "no").status())
                .isEqualTo(403);
    }

    @Test
    void aCaseSaysWhatWasCapturedAndByWhenItIsDue() {
        ScreensWorld world = new ScreensWorld(context, port, "case-due");
        new DeskWorld(context, world.organizer).mail("anna@example.org", "When", "When do you open?");
        DeskSetting.Target target = new DeskSetting.Target(Duration.ofDays(2), Duration.ofDays(5));
        context.getBean(DeskSettings.class)
                .save(
                        world.organizer,
                        new DeskSetting(
                                7, true, null, "MON-SUN 00:00-24:00", Set.of(), Map.of(CasePriority.NORMAL, target)),
                        "test");
        context.getBean(CaseFields.class).set(world.organizer, new CaseNumber(1), "Order", "<4711>", "test");
        Browser agent = world.as(Role.AGENT);
        String list = world.base() + "/cases";

        assertThat(agent.get(list + "/1").text()).contains("First answer due", "Solution due", "Order <4711>");
        assertThat(agent.get(list).text()).contains("answer by").doesNotContain("solve by");
        agent.get(list + "/1");
        assertThat(agent.post(list + "/1/replies", "text", "At nine.").text()).contains("in time", "still to come");
        assertThat(agent.get(list).text()).contains("solve by").doesNotContain("answer by");
        assertThat(world.as(Role.VIEWER).get(list + "/1").text())
                .contains("Order")
                .doesNotContain("4711");
    }

    @Test
    void aCaseThatIsBegunByHandIsKeptForItsWriterUntilItIsOpened() {
        ScreensWorld world = new ScreensWorld(context, port, "case-begun");
        new DeskWorld(context, world.organizer);
        Browser agent = world.as(Role.AGENT);
        String page = world.base() + "/cases/new";
        agent.get(page);

        assertThat(agent.post(page + "/draft", "subject", "Lost <phone>", "text", "Row 3", "channel", "COUNTER")
                        .text())
                .contains("Kept on");
        agent.post(page + "/draft", "leaving", "true");
        assertThat(agent.get(page).html())
                .contains("You began this on", "Lost &lt;phone&gt;", "Row 3")
                .containsPattern("value=\"COUNTER\" checked");
        assertThat(world.as(Role.AGENT, "second").get(page).html()).doesNotContain("phone&gt;");

        // what is refused is kept too
        agent.post(page, form("email", "nobody"));
        assertThat(agent.get(page).html()).contains("value=\"nobody\"", "Lost phone");
        assertThat(agent.post(page, form("email", "anna@example.org")).text()).contains("Lost phone");
        assertThat(agent.get(page).html()).doesNotContain("You began this", "Lost phone");

        agent.post(page + "/draft", "subject", "Another");
        assertThat(agent.post(page + "/draft/drop").text())
                .contains("The draft is thrown away.")
                .doesNotContain("Another");
    }

    private static String[] form(String field, String value) {
        return new String[] {
            "channel",
            "PHONE",
            "type",
            "REQUEST",
            "priority",
            "NORMAL",
            "subject",
            "Lost phone",
            "text",
            "x",
            field,
            value
        };
    }

    @Test
    void aFailedMailIsTakenByOneClickAndOfATakenOneItIsShownWhatWouldBeOtherwise() {
        ScreensWorld world = new ScreensWorld(context, port, "case-replay");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        InboundMails mails = context.getBean(InboundMails.class);
        byte[] raw = "From: joe@print.example\r\nSubject: Paper\r\n\r\nHello".getBytes(StandardCharsets.UTF_8);
        UUID mail = mails.store(world.organizer, "support", raw, new MailOrigin.Push())
                .id();
        mails.failed(
                world.organizer,
                mail,
                "look up",
                "IllegalStateException",
                new FailedMail("Paper", "<b>Joe</b>", null, "Paper"));
        Browser agent = world.as(Role.AGENT);
        String page = world.base() + "/mails/" + mail;

        Page list = agent.get(world.base() + "/mails/failed");
        assertThat(list.html()).contains(page);
        assertThat(list.text()).contains("Paper", "<b>Joe</b>", "look up");
        assertThat(world.as(Role.VIEWER).get(world.base() + "/mails/failed").text())
                .contains("look up")
                .doesNotContain("Paper", "Joe");
        assertThat(agent.get(world.base() + "/cases?q=paper").text())
                .contains("Mails in no case", "Paper <b>Joe</b> broke a stage");
        assertThat(agent.get(page).text()).contains("failed", "look up: IllegalStateException", "Take it again");
        assertThat(agent.post(page + "/replay").text())
                .contains("opened a case", "Read and decide it again")
                .doesNotContain("Take it again");
        assertThat(agent.get(page + "?again=true").text()).contains("it would end in the same way");

        context.getBean(Suppliers.class)
                .save(
                        world.organizer,
                        "print",
                        new Suppliers.SupplierChange(
                                Told.of("Printer"), Told.of(List.of("joe@print.example")), Told.of(List.of())),
                        "test");
        assertThat(agent.get(page + "?again=true").text())
                .contains("If it came now", "Sender User Supplier", "Nothing was changed");
        assertThat(agent.get(world.base() + "/cases").text()).contains("Paper");
        assertThat(desk.mail("joe@print.example", "More", "x").number()).isEqualTo(new CaseNumber(2));
    }

    @Test
    void spamLeavesTheListUntilSomebodySaysThatItIsNone() {
        ScreensWorld world = new ScreensWorld(context, port, "case-spam");
        new DeskWorld(context, world.organizer).mail("pest@example.org", "Buy now", "Buy!");
        Browser agent = world.as(Role.AGENT);
        String list = world.base() + "/cases";

        agent.get(list + "/1");
        assertThat(agent.post(list + "/1/change", "spam", "true").text()).contains("spam: no → yes");
        assertThat(agent.get(list).text()).doesNotContain("Buy now");
        assertThat(agent.get(list + "?spam=true").text()).contains("Buy now", "spam");
        agent.get(list + "/1");
        assertThat(agent.post(list + "/1/change", "spam", "false").text()).contains("spam: yes → no");
        assertThat(agent.get(list).text()).contains("Buy now");
    }

    @Test
    void aCaseIsOpenedAtTheCounterForSomebodyWithoutAnAddress() {
        ScreensWorld world = new ScreensWorld(context, port, "case-counter");
        new DeskWorld(context, world.organizer);
        Browser agent = world.as(Role.AGENT);
        agent.get(world.base() + "/cases/new");

        assertThat(agent.post(
                                world.base() + "/cases/new",
                                "channel",
                                "COUNTER",
                                "type",
                                "REQUEST",
                                "priority",
                                "LOW",
                                "subject",
                                "A lost scarf",
                                "text",
                                "Red, left in row 4")
                        .text())
                .contains("A lost scarf", "Red, left in row 4", "at the counter");
    }

    @Test
    void aMailThatCameBackIsSeenInItsCaseAndAtItsContactAndAPersonsCasesAreHandedOut() {
        ScreensWorld world = new ScreensWorld(context, port, "case-bounce");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.proved("Anna Meier <anna@bounce.example>", "When", "When do you open?");
        Browser agent = world.as(Role.AGENT);
        String one = world.base() + "/cases/1";
        agent.get(one);
        agent.post(one + "/replies", "text", "At nine.");
        Delivery sent = context.getBean(Deliveries.class)
                .ofCase(world.organizer, new CaseNumber(1))
                .getLast();

        desk.deliver("", "Mailer <mailer-daemon@bounce.example>", "Undelivered", """
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b

                Not delivered
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx

                Final-Recipient: rfc822; anna@bounce.example
                Action: failed
                Status: 5.1.1

                --b
                Content-Type: message/rfc822

                Message-ID: %s
                Subject: x

                x
                --b--
                """.formatted(sent.messageId()));

        Page page = agent.get(one);
        assertThat(page.text()).contains("anna@bounce.example not delivered", "5.1.1");
        String contact = page.link(world.base() + "/contacts/");
        assertThat(agent.get(contact).text()).contains("not delivered", "5.1.1");
        assertThat(world.as(Role.ADMINISTRATOR).get(contact + "/export").html())
                .as("what is handed out to a person has what he wrote, and not what he was told")
                .contains("\"subject\" : \"When\"", "When do you open?")
                .doesNotContain("At nine.");
    }

    @Test
    void whatIsLeftOutOfALongCaseIsReadPageByPage() {
        ScreensWorld world = new ScreensWorld(context, port, "case-before");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.mail("anna@example.org", "Seats", "Where do I sit?");
        for (int i = 1; i <= 25; i++) {
            desk.deliver(
                    "Auto-Submitted: auto-replied\n",
                    "anna@example.org",
                    "Automatic reply: [ID:0000001]",
                    "Content-Type: text/plain\n\nI am away, number " + i + ".");
        }
        Browser agent = world.as(Role.AGENT);

        Page last = agent.get(world.base() + "/cases/1");
        assertThat(last.text())
                .contains("Where do I sit?", "5 automatic replies and bounces are left out", "number 25.")
                .doesNotContain("number 5.");
        Page before = agent.get(last.link(world.base() + "/cases/1?before="));
        assertThat(before.text()).contains("number 1.", "number 5.").doesNotContain("number 6.");
    }

    @Test
    void theAnswerOfAStrangerWhoWasAskedIsHeldLikeHisFirstMail() {
        ScreensWorld world = new ScreensWorld(context, port, "case-asked");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.mail("anna@example.org", "Seats", "Where do I sit?");
        String stranger = "s@elsewhere.example";
        MailVerdict held = desk.proved(stranger, "[ID:0000001] mine", "They are mine");
        Browser agent = world.as(Role.AGENT);
        agent.get(world.base() + "/mails/held");
        assertThat(agent.post(world.base() + "/mails/" + held.mailId() + "/ask").text())
                .contains("is asked who it is");
        Delivery question = context.getBean(Deliveries.class)
                .ofCase(world.organizer, new CaseNumber(1))
                .getLast();

        assertThat(question.address().text()).isEqualTo(stranger);
        assertThat(desk.deliver(
                                "In-Reply-To: " + question.messageId() + "\n",
                                stranger,
                                "Re: [ID:0000001] mine",
                                "Content-Type: text/plain\n\nI am her brother")
                        .outcome())
                .isEqualTo(Outcome.HELD);
        assertThat(agent.get(world.base() + "/cases/1").text()).contains("Mails that wait beside this case");
    }

    @Test
    void reportsDrawWhatCameAndHowSoonItWasAnswered() {
        ScreensWorld world = new ScreensWorld(context, port, "case-bars");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        Browser agent = world.as(Role.AGENT);
        String reports = world.base() + "/cases/reports";
        assertThat(agent.get(reports).html()).doesNotContain("<rect");

        desk.mail("anna@example.org", "One", "one");
        desk.mail("ben@example.org", "Two", "two");
        agent.get(world.base() + "/cases/1");
        agent.post(world.base() + "/cases/1/replies", "text", "Yes", "state", "SOLVED");

        Page drawn = agent.get(reports + "?days=7");
        assertThat(drawn.html().split("<rect", -1).length - 1).isGreaterThanOrEqualTo(2);
        // opened, answered, solved today
        assertThat(drawn.text()).containsPattern("\\d 2 1 .{1,12} 1 ");
    }

    @Test
    void aSenderIsBlockedFromHisCaseAndUnblockedAgain() {
        ScreensWorld world = new ScreensWorld(context, port, "case-block");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.mail("pest@example.org", "Buy", "Buy now");
        Browser agent = world.as(Role.AGENT);
        String blocked = world.base() + "/mails/blocked";

        assertThat(agent.get(world.base() + "/cases/1").html()).contains("action=\"" + blocked + "\"");
        assertThat(agent.post(blocked, "address", "pest@example.org").text())
                .contains("pest@example.org is blocked.", "agent." + world.organizer);
        assertThat(desk.mail("pest@example.org", "Buy", "Again").outcome()).isEqualTo(Outcome.HELD);
        assertThat(agent.get(world.base() + "/mails/held").html()).contains("action=\"" + blocked + "\"");
        agent.get(blocked);
        assertThat(agent.post(blocked + "/lift", "address", "pest@example.org").text())
                .contains("pest@example.org is no longer blocked.", "Nobody is blocked");
        assertThat(agent.post(blocked, "address", "no address").text()).contains("an address or a domain");
        assertThat(world.as(Role.VIEWER).get(blocked).status()).isEqualTo(403);
        assertThat(world.as(Role.ADMINISTRATOR)
                        .get(world.base() + "/journal?lang=fr&entity=sender")
                        .text())
                .contains("expéditeur", "débloqué");
    }
}
