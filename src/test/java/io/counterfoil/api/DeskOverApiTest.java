package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import io.counterfoil.helpdesk.CaseFields;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.FailedMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailOrigin;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The help desk over the wire: mailboxes, mails in, cases, held mails. */
@ApiServer
class DeskOverApiTest {
    @LocalServerPort
    private int port;

    @Autowired
    private InboundMails mails;

    @Autowired
    private CaseFields fields;

    private BoxOffice office = new BoxOffice(new Client(0, null), "");
    private int count;

    @BeforeEach
    void open(TestInfo test) {
        office = new BoxOffice(
                new Client(port, ApiServer.ADMIN),
                test.getTestMethod().orElseThrow().getName());
        office.admin().post("/api/v1/organizers", "{\"code\":\"" + office.organizer() + "\",\"name\":\"x\"}");
        assertThat(put("/mailboxes/tickets", """
                        {"address":"tickets@opera.example","startTag":"[ID:","endTag":"]","imap":null,"smtp":null,
                         "language":"en","trustedAuthservIds":["mx.opera.example"]}""").status()).isEqualTo(200);
    }

    private Answer put(String path, String body) {
        return office.admin().put(office.path() + path, body);
    }

    private Answer post(String path, String body) {
        return office.admin().post(office.path() + path, body);
    }

    private JsonNode get(String path) {
        Answer answer = office.admin().get(office.path() + path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.json();
    }

    private String raw(String from, String subject, String text) {
        return "From: " + from + "\r\nTo: tickets@opera.example\r\nSubject: " + subject
                + "\r\nDate: Mon, 4 May 2026 08:00:00 +0000\r\nMessage-ID: <" + office.organizer() + ++count
                + "@fan.example>\r\n\r\n" + text + "\r\n";
    }

    private Answer deliver(String raw) {
        return office.admin()
                .post(office.path() + "/mailboxes/tickets/messages", raw, "Content-Type", "message/rfc822");
    }

    @Test
    void aMailboxIsReadAsItsSettingsSayAndTheSecretIsNotAnswered() {
        Answer saved = put("/mailboxes/tickets", """
                {"imap":{"host":"127.0.0.1","port":1,"user":"help","password":"pssst","cutOff":"2026-06-01","active":false}}""");
        assertThat(saved.status()).as(saved.response().body()).isEqualTo(200);
        assertThat(saved.json().path("imap").path("hasPassword").asBoolean()).isTrue();
        assertThat(saved.json().path("imap").path("cutOff").asString()).isEqualTo("2026-06-01T00:00:00Z");
        assertThat(put("/mailboxes/tickets", "{\"imap\":{\"after\":\"SEEN\"}}")
                        .response()
                        .body())
                .contains("\"host\":\"127.0.0.1\"", "\"hasPassword\":true", "SEEN")
                .doesNotContain("pssst");
        assertThat(put("/mailboxes/tickets", "{\"imap\":{\"tls\":\"SSL\"}}")
                        .json()
                        .path("detail")
                        .asString())
                .contains("imap.tls: SSL (expected: one of [TLS, STARTTLS, NONE])");

        Answer preview = post("/mailboxes/tickets/reading/preview", "{}");
        assertThat(preview.status()).isEqualTo(502);
        assertThat(preview.json().path("detail").asString()).contains("mailbox tickets cannot be read now");
        assertThat(get("/mailboxes/tickets/reading").path("remarks")).isEmpty();
        assertThat(put("/mailboxes/tickets", "{\"imap\":null}")
                        .json()
                        .path("imap")
                        .isNull())
                .isTrue();
    }

    @Test
    void aMailBecomesACaseAndItsReplyJoins() {
        String first = raw("Anna Fan <anna@fan.example>", "Two seats", "Where are they?\r\n<script>");
        Answer opened = deliver(first);
        Answer again = deliver(first);
        Answer joined = deliver(raw("anna@fan.example", "Re: Two seats [ID:0000001]", "Well?"));

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.text("outcome")).isEqualTo("OPENED");
        assertThat(opened.json().path("caseNumber").asLong()).isEqualTo(1);
        assertThat(opened.text("senderKind")).isEqualTo("USER");
        assertThat(again.text("outcome")).isEqualTo("DUPLICATE");
        assertThat(again.text("messageId")).isEqualTo(opened.text("messageId"));
        assertThat(joined.text("outcome")).isEqualTo("APPENDED");
        assertThat(joined.text("evidence")).isEqualTo("joined to 1: tag in subject; sender is the requester");
        JsonNode kept = office.admin()
                .get(office.path() + "/contacts/" + office.contactId("anna@fan.example") + "/export")
                .json()
                .path("cases");
        assertThat(kept.path(0).path("subject").asString()).isEqualTo("Two seats");
        assertThat(kept.path(0).path("written").path(1).path("text").asString()).contains("Well?");

        JsonNode found = get("/cases/1");
        assertThat(found.path("tag").asString()).isEqualTo("[ID:0000001]");
        assertThat(found.path("requester").path("email").asString()).isEqualTo("anna@fan.example");
        assertThat(found.path("requester").path("temporary").asBoolean()).isTrue();
        assertThat(found.path("entries")).hasSize(2);
        assertThat(found.path("entries").path(0).path("public").asBoolean()).isTrue();
        JsonNode mail = get("/messages/" + opened.text("messageId"));
        assertThat(mail.path("from").path("name").asString()).isEqualTo("Anna Fan");
        assertThat(mail.path("html").asString()).doesNotContain("<script");
        assertThat(mail.path("kind").asString()).isEqualTo("HUMAN");
        assertThat(get("/changes?limit=1000").toString()).contains("\"entity\":\"case\"", "mail-appended");
        JsonNode items = get("/cases?email=anna@fan.example&state=NEW&q=seats").path("items");
        assertThat(items).hasSize(1);
        assertThat(items.path(0).path("entries")).isEqualTo(found.path("entries"));
        assertThat(items.path(0).path("tickets")).isEmpty();
        assertThat(found.path("fields")).isEmpty();
        fields.set(new OrganizerCode(office.organizer()), new CaseNumber(1), "Order", "4711", "ada");
        assertThat(get("/cases/1").path("fields").toString())
                .isEqualTo("[{\"name\":\"Order\",\"value\":\"4711\",\"messageId\":null}]");
        assertThat(get("/cases?q=elephants").path("items")).isEmpty();
        // a time that Java has and the database has not
        String beginningOfTime = office.path() + "/cases?after=-999999999-01-01T00:00:00Z~1";
        assertThat(office.admin().get(beginningOfTime).status()).isEqualTo(422);
    }

    @Test
    void aFailedMailIsTakenAgainAndATakenOneOnlyRead() {
        OrganizerCode organizer = new OrganizerCode(office.organizer());
        byte[] raw = raw("Joe <joe@print.example>", "Paper", "x").getBytes(StandardCharsets.UTF_8);
        UUID mail =
                mails.store(organizer, "tickets", raw, new MailOrigin.Push()).id();
        mails.failed(
                organizer,
                mail,
                "look up",
                "IllegalStateException",
                new FailedMail(
                        "Paper", "Joe", EmailAddress.parse("joe@print.example").orElseThrow(), ""));

        JsonNode failed = get("/messages/failed").path("items").path(0);
        assertThat(failed.path("stage").asString()).isEqualTo("look up");
        assertThat(failed.path("subject").asString()).isEqualTo("Paper");
        Answer taken = post("/messages/" + mail + "/replay", "{}");
        assertThat(taken.text("outcome")).isEqualTo("OPENED");
        assertThat(taken.json().path("differences")).isEmpty();
        assertThat(get("/messages/failed").path("items")).isEmpty();

        put("/suppliers/print", "{\"name\":\"Printer\",\"addresses\":[],\"domains\":[\"print.example\"]}");
        long journal = get("/changes?limit=1000").path("items").size();
        for (int time = 1; time <= 2; time++) {
            Answer read = post("/messages/" + mail + "/replay", "{}");
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.text("outcome")).isEqualTo("DUPLICATE");
            assertThat(read.json().path("differences").toString())
                    .isEqualTo("[{\"part\":\"SENDER\",\"then\":\"USER\",\"now\":\"SUPPLIER\"}]");
        }
        assertThat(get("/cases/1").path("entries").size()).isEqualTo(1);
        assertThat(get("/changes?limit=1000").path("items").size()).isEqualTo(journal);
    }

    @Test
    void aHeldMailIsJoinedOpenedOrDiscarded() {
        deliver(raw("anna@fan.example", "Two seats", "x"));
        String joined = deliver(raw("ben@fan.example", "[ID:1] me too", "x")).text("messageId");
        String opened = deliver(raw("carl@fan.example", "[ID:1] and I", "x")).text("messageId");
        String discarded = deliver(raw("eve@evil.example", "[ID:1] buy", "x")).text("messageId");

        assertThat(get("/held-messages?number=1").path("items")).hasSize(3);
        assertThat(post("/held-messages/" + joined + "/join", "{}").text("outcome"))
                .isEqualTo("APPENDED");
        assertThat(post("/held-messages/" + opened + "/open", "{}")
                        .json()
                        .path("caseNumber")
                        .asLong())
                .isEqualTo(2);
        assertThat(post("/held-messages/" + discarded + "/discard", "{}").text("state"))
                .isEqualTo("DISCARDED");
        assertThat(post("/held-messages/" + discarded + "/join", "{}").status()).isEqualTo(409);
        assertThat(get("/held-messages").path("items")).isEmpty();
        assertThat(deliver(raw("ben@fan.example", "[ID:1] thanks", "x")).text("outcome"))
                .isEqualTo("APPENDED");
    }

    @Test
    void agentsOpenReplyMergeAndSplit() {
        Answer opened = post("/cases", """
                {"subject":"Lost phone","text":"Called at noon","email":"anna@fan.example","channel":"PHONE"}""");
        assertThat(opened.status()).isEqualTo(201);
        Answer replied = post("/cases/1/replies", "{\"text\":\"We will call back\",\"state\":\"WAITING\"}");
        assertThat(replied.status()).isEqualTo(201);
        assertThat(replied.text("state")).isEqualTo("WAITING");
        assertThat(post("/cases/1/replies", "{\"text\":\"angry\",\"public\":false}")
                        .json()
                        .path("entries"))
                .last()
                .satisfies(entry -> assertThat(entry.path("public").asBoolean()).isFalse());
        String toAda = "{\"assignee\":\"ada.desk\"}";
        assertThat(office.admin()
                        .call("PATCH", office.path() + "/cases/1", toAda)
                        .status())
                .as("a case given to somebody who is not there is one that nobody has")
                .isEqualTo(422);
        assertThat(office.admin()
                        .put(
                                "/api/v1/users/ada.desk",
                                "{\"email\":\"ada.desk@opera.example\",\"roles\":{\"" + office.organizer()
                                        + "\":\"AGENT\"}}")
                        .status())
                .isLessThan(300);
        assertThat(office.admin()
                        .call("PATCH", office.path() + "/cases/1", toAda)
                        .text("assignee"))
                .isEqualTo("ada.desk");

        deliver(raw("anna@fan.example", "Phone again", "x"));
        assertThat(post("/cases/2/merge", "{\"into\":1}").json().path("number").asLong())
                .isEqualTo(1);
        assertThat(deliver(raw("anna@fan.example", "[ID:2]", "x"))
                        .json()
                        .path("caseNumber")
                        .asLong())
                .isEqualTo(1);
        JsonNode entries = get("/cases/2").path("entries");
        String last = entries.path(entries.size() - 1).path("id").asString();
        Answer split = post("/cases/1/split", "{\"entries\":[\"" + last + "\"],\"subject\":\"Other\"}");
        assertThat(split.status()).isEqualTo(201);
        assertThat(split.json().path("links").path(0).path("kind").asString()).isEqualTo("SPLIT_FROM");
        assertThat(post("/cases/1/replies", "{\"text\":\" \"}").status()).isEqualTo(422);
    }

    @Test
    void tagsThatAreNotUnambiguousAreRefusedWithTheReason() {
        Answer refused = put("/mailboxes/tickets", "{\"startTag\":\"ID\",\"endTag\":\"]\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("detail")).contains("startTag: ID (expected: at least three characters");
        deliver(raw("anna@fan.example", "Order (No-17) is late", "x"));
        assertThat(put("/mailboxes/tickets", "{\"startTag\":\"(No-\",\"endTag\":\")\"}")
                        .text("detail"))
                .contains("Order (No-17) is late");

        assertThat(put("/mailboxes/tickets", "{\"startTag\":\"{Case-\",\"endTag\":\"}\"}")
                        .text("startTag"))
                .isEqualTo("{Case-");
        assertThat(get("/cases/1").path("tag").asString()).isEqualTo("{Case-0000001}");
        assertThat(deliver(raw("anna@fan.example", "[ID:1]", "x")).text("outcome"))
                .isEqualTo("APPENDED");
    }

    @Test
    void aTicketThatIsNamedIsLinkedAndASupplierIsKnown() {
        office.admin()
                .post(
                        office.path() + "/tickets/import",
                        "{\"ticketId\":\"T-1001\",\"taxNumber\":\"X-77\",\"organization\":\"house\",\"event\":{\"eventId\":\"e\","
                                + "\"name\":\"E\",\"startsAt\":\"2026-09-01T18:00:00Z\"},\"seat\":\"1\",\"barcode\":\"b\","
                                + "\"state\":\"PRINTED\"}",
                        "Content-Type",
                        "application/x-ndjson");
        put("/suppliers/print", "{\"name\":\"Printer\",\"addresses\":[],\"domains\":[\"print.example\"]}");

        deliver(raw("anna@fan.example", "Where is it?", "My ticket has the number x-77."));

        assertThat(get("/cases/1").path("tickets").toString()).isEqualTo("[\"T-1001\"]");
        assertThat(deliver(raw("joe@print.example", "Paper", "x")).text("senderKind"))
                .isEqualTo("SUPPLIER");
    }

    @Test
    void aRetiredMailboxGetsNothingAndTheLastOneStays() {
        assertThat(put("/mailboxes/tickets", "{\"silence\":{\"afterHours\":0}}").text("detail"))
                .contains("silence.afterHours: 0 (expected: 1 to 720)");
        assertThat(put("/mailboxes/tickets", "{\"silence\":{\"afterHours\":24,\"alarmTo\":[\"ops@opera.example\"]}}")
                        .json()
                        .path("silence")
                        .path("afterHours")
                        .asInt())
                .isEqualTo(24);
        deliver(raw("anna@fan.example", "Two seats", "x"));
        Answer refused = office.admin().call("DELETE", office.path() + "/mailboxes/tickets", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("mailbox tickets is the last one");

        put("/mailboxes/second", "{\"address\":\"second@opera.example\"}");
        for (int time = 1; time <= 2; time++) {
            assertThat(office.admin()
                            .call("DELETE", office.path() + "/mailboxes/tickets", "")
                            .status())
                    .isEqualTo(204);
        }
        assertThat(get("/mailboxes/tickets").path("retiredAt").asString()).isNotEmpty();
        assertThat(deliver(raw("anna@fan.example", "More", "x")).status()).isEqualTo(404);
        assertThat(post("/cases", "{\"subject\":\"x\",\"text\":\"x\",\"mailbox\":\"tickets\"}")
                        .status())
                .isEqualTo(422);
        Answer joined = office.admin()
                .post(
                        office.path() + "/mailboxes/second/messages",
                        raw("anna@fan.example", "Re: Two seats [ID:1]", "x"),
                        "Content-Type",
                        "message/rfc822");
        assertThat(joined.text("outcome")).isEqualTo("APPENDED");
        assertThat(post("/cases/1/replies", "{\"text\":\"From the other one\"}").status())
                .isEqualTo(201);
        assertThat(get("/changes?limit=1000").toString()).containsOnlyOnce("\"action\":\"retired\"");

        assertThat(put("/mailboxes/tickets", "{}").json().path("retiredAt").isNull())
                .isTrue();
        assertThat(deliver(raw("anna@fan.example", "More", "x")).status()).isEqualTo(201);
    }

    @Test
    void whatIsNoMailIsRefused() {
        assertThat(deliver("").status()).isEqualTo(422);
        assertThat(office.admin()
                        .post(office.path() + "/mailboxes/nowhere/messages", "x")
                        .status())
                .isEqualTo(404);
        assertThat(office.admin().get(office.path() + "/cases/77").status()).isEqualTo(404);
        assertThat(office.admin().get(office.path() + "/messages/77").status()).isEqualTo(404);
    }
}
