package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.imap.MailboxAlarm;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.ImapJson;
import io.counterfoil.mail.MailScene;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.SilenceSettings;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.organizers.Secrets;
import io.counterfoil.runs.Run;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What people get by mail when a function starts to fail and when it works again; how often is told in RunTurnsTest. */
@ApiServer
class FailureMailsTest {
    private final ApplicationContext context;
    private final ScreensWorld world;

    FailureMailsTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.world = new ScreensWorld(context, port, "notices");
    }

    @Test
    void everyRecipientGetsOneMailForAFailureAndOneForTheRecovery() throws MessagingException, IOException {
        Run run = world.tickets(1).run("main", entry("T-001", 1, "DOWNLOADED", "anna1@example.org", ""));
        Browser admin = world.as(Role.ADMINISTRATOR);
        admin.post(
                world.base() + "/interfaces/main/settings",
                "organization",
                "opera",
                "url",
                "http://localhost:1/organizer/tickets",
                "batchSize",
                "1000",
                "recipients",
                "ops@example.org\nnight@example.org");
        GreenMail server = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            MailScene scene = scene(server.getSmtp().getPort());
            FailureMails mails = mails(scene);
            mails.startsToFail(run);
            mails.worksAgain(run);
            assertThat(scene.send()).isEqualTo(4);

            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received)
                    .extracting(mail -> mail.getAllRecipients()[0].toString())
                    .containsOnly("ops@example.org", "night@example.org");
            assertThat(received)
                    .extracting(MimeMessage::getSubject)
                    .containsOnly(
                            "Opera notices: Retrieve ticket status of interface main fails",
                            "Opera notices: Retrieve ticket status of interface main works again");
            assertThat(received[0].getContent().toString())
                    .contains("https://tickets.example.org" + world.base() + "/runs/" + run.id());
            assertThat(scene.send()).isZero();
        } finally {
            server.stop();
        }
    }

    @Test
    void aMailboxThatCannotBeReadIsToldOfToWhomItsSettingsName() throws MessagingException, IOException {
        GreenMail server = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            MailScene scene = scene(server.getSmtp().getPort());
            MailboxMails mails = new MailboxMails(
                    context.getBean(OrganizerTransactions.class),
                    context.getBean(Organizers.class),
                    scene.outbox(),
                    context,
                    context.getBean(Clock.class));
            mails.startsToFail(alarm(world.organizer, List.of("ops@example.org")));
            mails.worksAgain(alarm(world.organizer, List.of("ops@example.org")));
            mails.fallsSilent(alarm(world.organizer, List.of("ops@example.org")));
            mails.getsMailsAgain(alarm(world.organizer, List.of("ops@example.org")));
            mails.startsToFail(alarm(world.organizer, List.of()));
            assertThat(scene.send()).isEqualTo(4);

            assertThat(server.getReceivedMessages())
                    .extracting(MimeMessage::getSubject)
                    .containsExactly(
                            "Opera notices: mailbox help@opera.example cannot be read",
                            "Opera notices: mailbox help@opera.example can be read again",
                            "Opera notices: mailbox help@opera.example gets no mails",
                            "Opera notices: mailbox help@opera.example gets mails again");
            assertThat(server.getReceivedMessages()[0].getContent().toString())
                    .contains("the server refused the sign-in");
        } finally {
            server.stop();
        }
    }

    private static MailboxAlarm alarm(OrganizerCode organizer, List<String> to) {
        Instant at = Instant.parse("2026-06-14T12:00:00Z");
        ObjectNode imap = JsonNodeFactory.instance
                .objectNode()
                .put("host", "imap.example.org")
                .put("user", "help");
        to.forEach(imap.putArray("alarmTo")::add);
        Mailbox mailbox = new Mailbox(
                organizer,
                "help",
                EmailAddress.parse("help@opera.example").orElseThrow(),
                "en",
                List.of(),
                ImapJson.read(imap, null, null).settings(),
                null,
                new SilenceSettings(24, to),
                at,
                at,
                null);
        return new MailboxAlarm(organizer, mailbox, at, "the server refused the sign-in");
    }

    private MailScene scene(int port) {
        return new MailScene(
                context.getBean(DataSource.class),
                context.getBean(OrganizerTransactions.class),
                context.getBean(Secrets.class),
                context.getBean(Ids.class),
                context.getBean(Clock.class),
                port);
    }

    private FailureMails mails(MailScene scene) {
        return new FailureMails(
                context.getBean(OrganizerTransactions.class),
                context.getBean(Organizers.class),
                context.getBean(Interfaces.class),
                scene.outbox(),
                context,
                context.getBean(Clock.class),
                "https://tickets.example.org");
    }
}
