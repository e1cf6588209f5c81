package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.helpdesk.Decision.Outcome;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.Suppliers;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.Delivery;
import io.counterfoil.mail.MailPurpose;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The list of cases, one of them, its mails, and what agents do with them. */
@ApiServer
class CasePagesTest {
    private final ApplicationContext context;
    private final int port;

    CasePagesTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
    }

    @Test
    void theListIsSearchedFilteredAndAFilterIsSavedForItsReader() {
        ScreensWorld world = new ScreensWorld(context, port, "case-list");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.mail("anna@example.org", "Billets pour Carmen", "Bonjour, où sont mes billets achetés hier ?");
        desk.mail("ben@example.org", "Lost ticket", "I have lost the invitations to the opera");
        desk.mail("Cleo Lang <cleo@example.org>", "Thanks", "All is well");
        Browser agent = world.as(Role.AGENT);
        String list = world.base() + "/cases";
        agent.get(list + "/3");
        agent.post(list + "/3/change", "state", "SOLVED");

        assertThat(agent.get(list).text())
                .contains("0000001", "Billets pour Carmen", "anna@example.org", "0000003", "solved");
        assertThat(agent.get(list + "?state=TO_ANSWER").text())
                .contains("0000002")
                .doesNotContain("0000003");
        assertThat(agent.get(list + "?q=acheter").text()).contains("0000001").doesNotContain("0000002");
        assertThat(agent.get(list + "?q=invitation").text()).contains("0000002").doesNotContain("0000001");
        assertThat(agent.get(list + "?q=cleo").text()).contains("0000003").doesNotContain("0000001");
        assertThat(agent.get(list + "?q=%5BID%3A0000003%5D").text())
                .contains("Thanks")
                .doesNotContain("0000001");
        assertThat(agent.get(list + "?q=ben%40example.org").text())
                .contains("0000002")
                .doesNotContain("0000001");
        assertThat(agent.get(list + "?q=nothing+at+all").text()).contains("No case fits");
        assertThat(agent.get(list + "?state=nonsense").status()).isEqualTo(400);
        // a time that Java has and the database has not
        assertThat(agent.get(list + "?after=" + Long.MAX_VALUE + "-1").status()).isEqualTo(400);

        agent.get(list + "?state=TO_ANSWER");
        assertThat(agent.post(list + "/filters", "name", "To <b>do</b>", "query", "state=TO_ANSWER")
                        .text())
                .contains("Saved as To <b>do</b>.", "To <b>do</b>")
                .doesNotContain("0000003");
        assertThat(world.as(Role.OPERATOR).get(list).text()).doesNotContain("To <b>do</b>");
        assertThat(agent.post(list + "/filters/forget", "name", "To <b>do</b>").text())
                .contains("is forgotten");
        assertThat(agent.get(world.base()).html()).contains("href=\"" + list + "?state=TO_ANSWER\"");
        Browser viewer = world.as(Role.VIEWER);
        assertThat(viewer.get(list).text())
                .contains("0000001", "a•••@example.org")
                .doesNotContain("Carmen", "anna@example.org");
        assertThat(viewer.get(list + "/1").text()).doesNotContain("Carmen", "anna@example.org", "achetés");
        assertThat(viewer.post(list + "/1/replies", "text", "no").status()).isEqualTo(403);
    }

    @Test
    void aReplyUnderAnotherSubjectIsSplitUnderItsOwnAndAContactsMailsAreSeen() {
        ScreensWorld world = new ScreensWorld(context, port, "case-other-subject");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.proved("Anna Meier <anna1@example.org>", "Where are my tickets?", "I cannot find them.");
        Browser agent = world.as(Role.AGENT);
        String page = world.base() + "/cases/1";
        agent.get(page);
        agent.post(page + "/replies", "text", "They are in your wallet.");
        Delivery sent = deliveries(world).getLast();

        desk.deliver(
                "In-Reply-To: " + sent.messageId()
                        + "\nAuthentication-Results: mx.example; dmarc=pass header.from=example.org\n",
                "Anna Meier <anna1@example.org>",
                "[ID:0000001] The parking lot",
                "Content-Type: text/plain; charset=utf-8\n\nWhere can I park?");
        desk.deliver(
                "In-Reply-To: " + sent.messageId()
                        + "\nAuthentication-Results: mx.example; dmarc=pass header.from=example.org\n",
                "Anna Meier <anna1@example.org>",
                "The cloakroom",
                "Content-Type: text/plain; charset=utf-8\n\nIs there one?");
        assertThat(agent.get(page).html())
                .contains("answers this case under another subject", "name=\"subject\" value=\"The cloakroom\"");

        String contact = agent.get(page).link(world.base() + "/contacts/");
        assertThat(agent.get(contact).text()).contains("Last mails sent", "Case 0000001", "to be sent");
    }

    @Test
    void anAgentGivesACaseASupplierAndWritesHimANote() {
        ScreensWorld world = new ScreensWorld(context, port, "case-supplier");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        context.getBean(Suppliers.class)
                .save(
                        world.organizer,
                        "lights",
                        new Suppliers.SupplierChange(
                                Told.of("Lights Ltd"), Told.of(List.of("help@lights.example")), Told.of(List.of())),
                        "test");
        desk.mail("anna@example.org", "It is dark", "No light in row 4.");
        Browser agent = world.as(Role.AGENT);
        String page = world.base() + "/cases/1";
        assertThat(agent.get(page).html()).contains("id=\"supplier\"");

        assertThat(agent.post(page + "/change", "supplier", "lights").text()).contains("supplier: – → lights");
        agent.post(page + "/replies", "text", "Please look at row 4.", "to", "help@lights.example");

        assertThat(deliveries(world).getLast().purpose()).isEqualTo(MailPurpose.SUPPLIER);
        desk.mail("Luc Lumen <help@lights.example>", "Re: [ID:0000001] It is dark", "It is a fuse.");
        Page told = agent.get(page);
        // who: the word, what he did, his name, and the line under it; and another class for another look
        assertThat(told.text())
                .containsSubsequence("User", "anna@example.org", "wrote", "public", "No light in row 4.")
                .containsSubsequence("System", "changed the case", "supplier: – → lights")
                .containsSubsequence("Agent", "User agent replied", "agent." + world.organizer, "Please look at row 4.")
                .containsSubsequence("Supplier", "Luc Lumen wrote", "Lights Ltd", "private", "It is a fuse.");
        assertThat(told.html()).contains("entry-user", "entry-agent", "entry-supplier entry-private");
        assertThat(agent.post(page + "/change", "supplier", "-").text()).contains("supplier: lights → –");
        assertThat(agent.post(page + "/change", "supplier", "nobody").text()).contains("expected");
    }

    private List<Delivery> deliveries(ScreensWorld world) {
        return context.getBean(Deliveries.class).ofCase(world.organizer, new CaseNumber(1));
    }

    @Test
    void anAgentReadsAnswersAssignsSplitsAndMerges() {
        ScreensWorld world = new ScreensWorld(context, port, "case-work");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.week();
        Browser agent = world.as(Role.AGENT);
        String list = world.base() + "/cases";

        Page read = agent.get(list + "/1");
        assertThat(read.text())
                .contains(
                        "[ID:0000001]",
                        "Où sont mes billets ?",
                        "Anna Meier wrote",
                        "anna1@example.org",
                        "joined to 1: tag in the subject; the sender is the requester",
                        "ticket.pdf",
                        "Mails that wait beside this case",
                        "the sender does not take part in the case");
        assertThat(read.html()).contains("entry-user").doesNotContain(ScreensWorld.HOSTILE, "<b>capture</b>");

        assertThat(agent.post(list + "/1/replies", "text", "They are in <your> wallet.", "state", "WAITING")
                        .text())
                .contains("on its way", "User agent replied", "They are in <your> wallet.", "waiting", "public");
        assertThat(agent.post(list + "/1/replies", "text", "She called before.", "note", "true")
                        .text())
                .contains("for agents only", "User agent noted", "private");
        assertThat(agent.post(list + "/1/change", "assignee", "agent." + world.organizer, "priority", "HIGH")
                        .text())
                .contains("priority: normal → high", "assigned");
        assertThat(agent.post(list + "/1/change", "state", "NONSENSE").text()).contains("expected");
        agent.post(list + "/1/participants", "email", "friend@example.org");
        assertThat(agent.post(list + "/1/link", "other", "2").text()).contains("belongs to 0000002");

        String entry = agent.get(list + "/1").html().replaceAll("(?s).*?name=\"entry\" value=\"([^\"]+)\".*", "$1");
        assertThat(agent.post(list + "/1/split", "entry", entry, "subject", "A thing of its own")
                        .text())
                .contains("[ID:0000003]", "A thing of its own", "Taken out of case 0000001");
        assertThat(agent.post(list + "/3/merge", "other", "[ID:0000001]").text())
                .contains("Case 0000003 is merged into this one.", "[ID:0000001]");
        assertThat(agent.get(list + "/3").path()).isEqualTo(list + "/1");
        agent.get(list + "/new");
        assertThat(agent.post(
                                list + "/new",
                                "channel",
                                "PHONE",
                                "type",
                                "REQUEST",
                                "priority",
                                "NORMAL",
                                "subject",
                                "Called from the station",
                                "text",
                                "Wants to bring a dog",
                                "email",
                                "dora@example.org")
                        .text())
                .contains("Called from the station", "Wants to bring a dog", "dora@example.org", "called");
        assertThat(world.as(Role.ADMINISTRATOR)
                        .get(world.base() + "/journal?entity=case")
                        .text())
                .contains("replied", "noted", "merged", "linked", "opened");
    }

    @Test
    void anOperatorChangesManyAtOnceAndAPersonsCasesStandOnHisPage() {
        ScreensWorld world = new ScreensWorld(context, port, "case-many");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.mail("Anna <anna@example.org>", "First of hers", "one");
        desk.mail("Anna <anna@example.org>", "Second of hers", "two");
        desk.mail("Ben <ben@example.org>", "One of his", "three");
        Browser operator = world.as(Role.OPERATOR);
        String list = world.base() + "/cases";
        operator.get(list + "/1");
        operator.post(list + "/1/change", "priority", "URGENT");

        assertThat(operator.get(list + "?priority=URGENT").text())
                .contains("First of hers")
                .doesNotContain("One of his");
        assertThat(operator.get(list + "?priority=nonsense").status()).isEqualTo(400);
        String contact = operator.get(list + "/1").link(world.base() + "/contacts/");
        Page hers = operator.get(contact);
        assertThat(hers.text())
                .containsSubsequence("First of hers", "Second of hers", "In the list of cases")
                .doesNotContain("One of his");
        assertThat(operator.get(hers.link(list + "?contact=")).text())
                .contains("Only cases of", "Second of hers")
                .doesNotContain("One of his");

        String login = "operator." + world.organizer;
        operator.get(list);
        Page done = operator.post(
                list + "/together",
                "number",
                "1",
                "number",
                "3",
                "assignee",
                login,
                "what",
                "ASSIGN",
                "query",
                "assignee=me");
        assertThat(done.text())
                .contains("2 cases are changed.", "First of hers", "One of his")
                .doesNotContain("Second of hers");
        assertThat(operator.post(list + "/together", "number", "3", "what", "CLOSE")
                        .text())
                .contains("One case is changed.");
        assertThat(operator.get(list + "/3").text()).contains("new → closed");
        assertThat(operator.post(list + "/together", "what", "CLOSE").text()).contains("Choose at least one case");
        assertThat(operator.post(list + "/together", "number", "1", "number", "99", "what", "CLOSE")
                        .text())
                .doesNotContain("cases are changed");
        assertThat(operator.get(list + "/1").text()).doesNotContain("→ closed");
        Browser agent = world.as(Role.AGENT);
        assertThat(agent.get(list).html()).doesNotContain("name=\"number\"");
        assertThat(agent.post(list + "/together", "number", "1", "what", "CLOSE")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aMailIsShownSoThatABrowserCanDoNothingWithIt() {
        ScreensWorld world = new ScreensWorld(context, port, "case-mail");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.week();
        Browser agent = world.as(Role.AGENT);
        String mail =
                agent.get(world.base() + "/cases/1").html().replaceAll("(?s).*href=\"([^\"]+)/attachments/1\".*", "$1");

        Page page = agent.get(mail);
        assertThat(page.text())
                .contains("How it was understood", "sender not authenticated", "Show 1 pictures from elsewhere");
        assertThat(page.html()).contains("sandbox=\"allow-same-origin", "src=\"" + mail + "/view?pictures=false\"");
        Page view = agent.get(mail + "/view");
        assertThat(view.html()).contains("<b>capture</b>").doesNotContain("script>", "pixel.png");
        assertThat(view.header("Content-Security-Policy"))
                .contains("default-src 'none'", "sandbox", "frame-ancestors 'self'")
                .doesNotContain("allow-scripts", "script-src", "https:");
        assertThat(view.header("X-Frame-Options")).isEmpty();
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(agent.get(mail + "/view?pictures=true").html()).contains("https://elsewhere.example/pixel.png");
        Page file = agent.get(mail + "/attachments/1");
        assertThat(file.header("Content-Disposition")).contains("attachment;", "ticket.pdf");
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(agent.get(mail + "/raw").html()).contains("Message-ID: <", "<script>");
        assertThat(agent.get(mail + "/attachments/9").status()).isEqualTo(404);
        assertThat(world.as(Role.VIEWER).get(mail).status()).isEqualTo(403);
    }

    @Test
    void heldMailsAreJoinedOpenedOrDiscardedByOneClick() {
        ScreensWorld world = new ScreensWorld(context, port, "case-held");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        MailVerdict first = desk.mail("anna@example.org", "Billets", "Bonjour");
        String tag = "[ID:" + DeskWorld.number(first) + "]";
        MailVerdict join = desk.mail("s1@elsewhere.example", tag + " one", "join me");
        MailVerdict open = desk.mail("s2@elsewhere.example", tag + " two", "open me");
        MailVerdict discard = desk.mail("s3@elsewhere.example", tag + " three", "discard me");
        assertThat(join.outcome()).isEqualTo(Outcome.HELD);
        Browser agent = world.as(Role.AGENT);
        String mails = world.base() + "/mails/";

        assertThat(agent.get(mails + "held").text())
                .contains("Held mails (3)", "s1@elsewhere.example", "the sender does not take part", "Join to case 1");
        assertThat(agent.post(mails + join.mailId() + "/ask").text()).contains("is asked who it is", "Held mails (3)");
        // unproved senders get one automatic mail a day
        assertThat(agent.post(mails + join.mailId() + "/ask").text()).contains("gets no automatic mail");
        MailVerdict known = desk.proved("s4@elsewhere.example", tag + " four", "who am I");
        agent.get(mails + "held");
        assertThat(agent.post(mails + known.mailId() + "/ask").text()).contains("is asked who it is");
        assertThat(agent.post(mails + known.mailId() + "/ask").text()).contains("decided about this mail already");
        agent.post(mails + known.mailId() + "/discard");
        assertThat(agent.get(world.base() + "/cases/1").text())
                .containsSubsequence("System", "Counterfoil notified", "by itself", "s4@elsewhere.example");
        agent.get(mails + "held");
        assertThat(agent.post(mails + join.mailId() + "/join").text())
                .contains("[ID:0000001]", "join me", "its sender takes part")
                .contains("s1@elsewhere.example");
        assertThat(agent.post(mails + open.mailId() + "/open").text()).contains("[ID:0000002]", "open me");
        agent.get(mails + "held");
        assertThat(agent.post(mails + discard.mailId() + "/discard").text())
                .contains("The mail is discarded", "No mail waits for a decision");
        assertThat(agent.post(mails + discard.mailId() + "/join").text())
                .contains("Somebody has decided about this mail already");
        assertThat(agent.get(mails + "failed").text()).contains("No mail has failed");
        assertThat(agent.get(mails + "ignored").text()).contains("No mail was ignored");
    }

    @Test
    void theWayLeadsFromACaseToTheSendersTicketAndBackAndHelpAsksTwiceWhereNobodyKnowsWhoAsks() {
        ScreensWorld world = new ScreensWorld(context, port, "case-help");
        world.tickets(4);
        world.run(
                "main",
                entry(
                        "T-001",
                        1,
                        "PENDING_TRANSFER",
                        "anna1@example.org",
                        transfer("t1", "anna1@example.org", "typo@example.org")));
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.mail("anna1@example.org", "Wrong address", "I mistyped for T-001, and what of T-002");
        Browser agent = world.as(Role.AGENT);
        String path = world.base() + "/cases/1";

        desk.mail("anna1@example.org", "Cloakroom", "Is there one?");

        Page page = agent.get(path);
        assertThat(page.text())
                .containsSubsequence("Other cases of his", "0000002", "Cloakroom")
                .contains(
                        "Nobody knows whether it is he",
                        "T-001",
                        "open for",
                        "typo@example.org",
                        "Correct the recipient");
        assertThat(agent.get(page.link(world.base() + "/ticket?id=T-00")).html())
                .contains("href=\"" + path + "\"");
        agent.get(path);
        assertThat(agent.post(path + "/help", "id", "T-001", "action", "DISTRIBUTE", "email", "ben@example.org")
                        .text())
                .contains("confirm it and give a reason");
        assertThat(agent.post(
                                path + "/help",
                                "id",
                                "T-001",
                                "action",
                                "DISTRIBUTE",
                                "email",
                                "ben@example.org",
                                "cancelOpen",
                                "true",
                                "sure",
                                "true",
                                "reason",
                                "called her back")
                        .text())
                .contains("Ticket T-001: Distribute", "called her back");
    }
}
