package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.backoffice.Browser.Upload;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Attachment;
import io.counterfoil.mail.MailLogin;
import io.counterfoil.mail.MailReader;
import io.counterfoil.mail.MailSecurity;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.ReadingContext;
import io.counterfoil.mail.SmtpSettings;
import io.counterfoil.mail.UnderstoodMail;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Files that agents put beside what they write. */
@ApiServer
class CaseFilesTest {
    private static final int MIB = 1024 * 1024;
    private static final String HOSTILE = "..\\..\\a/x\u202Egpj.exe\u2028 \u0001;é漢%0d%0aBcc: all@example.org.html";

    private final ApplicationContext context;
    private final int port;

    CaseFilesTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
    }

    @Test
    void filesOfAReplyGoOutWithTheMailAndStayWithTheirEntry() throws Exception {
        ScreensWorld world = new ScreensWorld(context, port, "case-files");
        new DeskWorld(context, world.organizer).mail("anna@example.org", "Plan", "Which seat is it?");
        Browser agent = world.as(Role.AGENT);
        String one = world.base() + "/cases/1";
        byte[] plan = new byte[3 * MIB];
        new Random(7).nextBytes(plan);
        byte[] lines = "a\nb\r\nc\r\0.\n--\n".getBytes(StandardCharsets.UTF_8);
        GreenMail server = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            sendThrough(world, server.getSmtp().getPort());
            assertThat(agent.get(one).html()).contains("type=\"file\"", "enctype=\"multipart/form-data\"");
            Page replied = agent.upload(
                    one + "/replies",
                    List.of(
                            new Upload("plan.pdf", "application/pdf", plan),
                            new Upload(HOSTILE, "text/html; charset=\"x\"; a=b", lines),
                            new Upload("in.eml", "message/rfc822", lines)),
                    "text",
                    "Here is the <plan>.");
            assertThat(replied.text())
                    .contains("on its way", "plan.pdf", "Bcc_ all@example.org.html", "in.eml")
                    .doesNotContain("\u202E");
            assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
            MimeMessage sent = server.getReceivedMessages()[0];
            assertThat(sent.getHeader("Bcc")).isNull();
            assertThat(sent.getContentType()).startsWith("multipart/mixed");
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            sent.writeTo(raw);
            UnderstoodMail mail = MailReader.read(raw.toByteArray(), ReadingContext.NOTHING_KNOWN);
            assertThat(mail.content().text()).contains("Here is the <plan>.");
            assertThat(mail.content().html()).contains("Here is the &lt;plan&gt;.");
            assertThat(mail.attachments())
                    .extracting(Attachment::contentType)
                    .containsExactly("application/pdf", "text/html", "application/octet-stream");
            assertThat(MailReader.file(raw.toByteArray(), 1)).hasValue(plan);
            assertThat(MailReader.file(raw.toByteArray(), 2)).hasValue(lines);

            String path = replied.link(world.base() + "/entries/").replaceAll("\\d$", "");
            Page file = agent.get(path + "2");
            assertThat(file.html()).isEqualTo(new String(lines, StandardCharsets.UTF_8));
            assertThat(file.header("Content-Disposition"))
                    .startsWith("attachment;")
                    .doesNotContain("\u202E", "/");
            assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
            assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(file.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
            assertThat(agent.raw(path + "1").body()).isEqualTo(plan);
            assertThat(agent.get(path + "4").status()).isEqualTo(404);
            assertThat(world.as(Role.VIEWER).get(path + "1").status()).isEqualTo(403);
            assertThat(world.as(Role.VIEWER).get(one).html()).doesNotContain("/entries/");
            ScreensWorld other = new ScreensWorld(context, port, "case-files-other");
            assertThat(other.as(Role.AGENT)
                            .get(path.replace(world.base() + "/", other.base() + "/") + "1")
                            .status())
                    .isEqualTo(404);
        } finally {
            server.stop();
        }
    }

    @Test
    void aBlindCopyGoesOutAndNobodyElseReadsOfIt() throws Exception {
        ScreensWorld world = new ScreensWorld(context, port, "case-bcc");
        new DeskWorld(context, world.organizer).mail("anna@example.org", "Plan", "Which seat is it?");
        Browser agent = world.as(Role.AGENT);
        GreenMail server = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            sendThrough(world, server.getSmtp().getPort());
            agent.get(world.base() + "/cases/1");
            agent.post(
                    world.base() + "/cases/1/replies",
                    "text",
                    "Row 3.",
                    "to",
                    "anna@example.org",
                    "cc",
                    "ben@example.org",
                    "bcc",
                    "hidden@example.org");
            assertThat(server.waitForIncomingEmail(20_000, 3)).isTrue();
            for (String address : List.of("anna@example.org", "ben@example.org", "hidden@example.org")) {
                assertThat(server.getManagers()
                                .getImapHostManager()
                                .getInbox(server.getUserManager().getUserByEmail(address))
                                .getMessageCount())
                        .isEqualTo(1);
            }
            for (MimeMessage each : server.getReceivedMessages()) {
                ByteArrayOutputStream raw = new ByteArrayOutputStream();
                each.writeTo(raw);
                assertThat(raw.toString(StandardCharsets.UTF_8))
                        .contains("anna@example.org", "ben@example.org")
                        .doesNotContain("hidden@example.org");
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void aNoteHasFilesTooAndTheyGoWithTheirEntryIntoAnotherCase() {
        ScreensWorld world = new ScreensWorld(context, port, "case-file-notes");
        DeskWorld desk = new DeskWorld(context, world.organizer);
        desk.mail("anna@example.org", "Plan", "Which seat is it?");
        desk.mail("ben@example.org", "Other", "And mine?");
        Browser agent = world.as(Role.AGENT);
        String cases = world.base() + "/cases/";

        agent.get(cases + "1");
        assertThat(agent.upload(cases + "1/replies", List.of(file("scan.png", 5)), "text", "Scanned", "note", "true")
                        .text())
                .contains("for agents only", "scan.png", "5 bytes");
        Page merged = agent.post(cases + "1/merge", "other", "2");
        assertThat(merged.text()).contains("[ID:0000002]", "scan.png");
        assertThat(agent.get(merged.link(world.base() + "/entries/")).html()).hasSize(5);
    }

    @Test
    void whatIsRefusedIsSaidAndWhatWasTypedStays() {
        ScreensWorld world = new ScreensWorld(context, port, "case-file-no");
        new DeskWorld(context, world.organizer).mail("anna@example.org", "Plan", "Which seat is it?");
        Browser agent = world.as(Role.AGENT);
        String one = world.base() + "/cases/1";
        String replies = one + "/replies";

        agent.get(one);
        Page large = agent.upload(
                replies, List.of(file("big.bin", 10 * MIB + 1)), "text", "Dear <Anna>", "cc", "b@example.org");
        assertThat(large.text())
                .contains("at most 10 MB each", "big.bin of 10485761 bytes", "You began this", "Dear <Anna>")
                .doesNotContain("User agent replied");
        assertThat(large.html()).contains("value=\"b@example.org\"");
        assertThat(agent.upload(replies, List.of(file("empty.pdf", 0)), "text", "Dear")
                        .text())
                .contains("empty.pdf of 0 bytes");
        assertThat(agent.upload(replies, List.of(file("a", 8 * MIB), file("b", 8 * MIB)), "text", "Dear")
                        .text())
                .contains("16777216 bytes together");
        assertThat(agent.upload(replies, Collections.nCopies(11, file("a", 1)), "text", "Dear")
                        .text())
                .contains("11 files");
        Page beyond = agent.upload(replies, Collections.nCopies(60, file("a", 1)), "text", "Dear");
        assertThat(beyond.status()).isEqualTo(413);
        assertThat(beyond.text()).contains("too large");
        agent.get(one);
        assertThat(agent.upload(replies, List.of(file("", 0)), "text", "No file")
                        .text())
                .contains("on its way", "No file")
                .doesNotContain("You began this");
    }

    private static Upload file(String name, int size) {
        return new Upload(name, "application/octet-stream", new byte[size]);
    }

    private void sendThrough(ScreensWorld world, int port) {
        SmtpSettings settings = new SmtpSettings("127.0.0.1", port, MailSecurity.NONE, null, MailLogin.PASSWORD, null);
        context.getBean(Mailboxes.class)
                .save(
                        world.organizer,
                        "support",
                        new MailboxChange(
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.of(settings),
                                Told.nothing()),
                        "test");
    }
}
