package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.imap.PromptMail;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.ImapJson;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.Mailboxes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What a mailbox's page shows of the mails that would be fetched, from a real IMAP server. */
@ApiServer
class MailboxPreviewTest {
    private final ApplicationContext context;
    private final int port;

    MailboxPreviewTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
    }

    @Test
    void thePreviewShowsWhatWouldBeFetchedAndFetchesNothing() {
        ScreensWorld world = new ScreensWorld(context, port, "preview");
        new DeskWorld(context, world.organizer);
        PromptMail server = new PromptMail(ServerSetup.PROTOCOL_IMAP);
        server.start();
        try {
            GreenMailUser user = server.setUser("help@preview.example", "help", "right");
            user.deliver(
                    GreenMailUtil.newMimeMessage(
                            "From: anna@fan.example\r\nTo: help@preview.example\r\nSubject: Where is <b>row 4</b>?\r\n\r\nx\r\n"));
            read(world, server.port(), "wrong");
            Browser admin = world.as(Role.ADMINISTRATOR);
            String page = world.base() + "/settings/mailboxes/support";
            admin.get(page);
            assertThat(admin.post(page + "/preview", "since", "").text()).doesNotContain("would be fetched from");

            read(world, server.port(), "right");
            admin.get(page);
            Browser.Page shown = admin.post(page + "/preview", "since", "");
            assertThat(shown.text())
                    .contains("1 of 1 mails would be fetched", "Where is <b>row 4</b>?", "anna@fan.example");
            assertThat(shown.html()).doesNotContain("<b>row 4</b>");
            assertThat(admin.post(page + "/preview", "since", "2099-01-01T00:00")
                            .text())
                    .contains("0 of 1 mails would be fetched");
            assertThat(context.getBean(InboundMails.class).latest(world.organizer, Optional.empty(), 10))
                    .isEmpty();
        } finally {
            server.stop();
        }
    }

    /** Inactive: shown is what would be fetched, and nothing fetches meanwhile. */
    private void read(ScreensWorld world, int imapPort, String password) {
        ImapJson.Read imap = ImapJson.read(new JsonMapper().readTree("""
                {"host":"127.0.0.1","port":%d,"user":"help","password":"%s","active":false}""".formatted(imapPort, password)), null, null);
        context.getBean(Mailboxes.class)
                .save(
                        world.organizer,
                        "support",
                        new MailboxChange(
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.of(imap.settings()),
                                imap.secret(),
                                Told.nothing(),
                                Told.nothing()),
                        "test");
    }
}
