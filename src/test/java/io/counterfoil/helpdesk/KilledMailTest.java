package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.database.DyingDatabase;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.imap.FolderByHand;
import io.counterfoil.imap.PromptMail;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Delivery;
import io.counterfoil.mail.DeliveryState;
import io.counterfoil.mail.ImapJson;
import io.counterfoil.mail.MailScene;
import io.counterfoil.mail.MailboxChange;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a folder over IMAP to cases, their acknowledgements and an agent's reply, and from the outbox over SMTP: the process is killed
 * at every commit on that way, and another one goes on. Real database, real mail server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledMailTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAILS_OUT = 3;
    /** The last commits: the claim of the mails, and a note for each. */
    private static final int SENDING = 1 + MAILS_OUT;

    private static final Actor ADA = new Actor("user:ada", "ada", "Ada Agent");

    private final TestDatabase database = TestDatabase.create();
    private final PromptMail server = new PromptMail(ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_SMTP);
    private int lives;

    @AfterAll
    void close() {
        server.stop();
        database.close();
    }

    @Test
    void killedBetweenAnyTwoStepsNoMailIsLostOrDoubledAndNoAnswerIsSentTwiceButUnderItsOwnId() throws Exception {
        server.start();
        Fate undisturbed = killed(0, false);
        assertThat(undisturbed.dead()).isFalse();
        assertThat(undisturbed.commits()).as("steps").isGreaterThan(10);
        assertThat(undisturbed.story())
                .contains("case 1 OPEN Seats", "case 2 NEW Parking")
                .contains("anna@fan.example NOTICE SENT", "ben@fan.example NOTICE SENT", "anna@fan.example REPLY SENT");
        assertThat(undisturbed.received()).hasSize(MAILS_OUT).doesNotHaveDuplicates();

        List<Integer> sentTwice = new ArrayList<>();
        for (int commit = 1; commit <= undisturbed.commits(); commit++) {
            for (boolean stored : ends(commit, undisturbed.commits())) {
                Fate fate = killed(commit, stored);
                String where = (stored ? "after" : "before") + " commit " + commit;
                assertThat(fate.dead()).as(where).isTrue();
                assertThat(fate.story()).as(where).isEqualTo(undisturbed.story());
                assertThat(fate.received().stream().distinct()).as(where).hasSize(MAILS_OUT);
                if (fate.received().size() > MAILS_OUT) {
                    // taken by the mail server, and not noted: once more under the same Message-ID
                    assertThat(fate.takenAndNotNoted()).as(where).isTrue();
                    assertThat(fate.received()).as(where).hasSize(MAILS_OUT + 1);
                    sentTwice.add(commit);
                }
            }
        }
        assertThat(sentTwice).as("only before the note of each mail").hasSize(MAILS_OUT);
    }

    /**
     * Before a commit, or after it. What is after one and before the next is the same point, but where a mail server is spoken to between
     * them, which is so at the end.
     */
    private static boolean[] ends(int commit, int all) {
        return commit > all - SENDING ? new boolean[] {false, true} : new boolean[] {false};
    }

    /**
     * What became of everything.
     *
     * @param story cases, their entries, mails and deliveries
     * @param received Message-IDs that the mail server took
     * @param takenAndNotNoted whether it had taken one more than was noted when the process died
     */
    private record Fate(
            int commits, boolean dead, List<String> story, List<String> received, boolean takenAndNotNoted) {}

    /** One organizer's mails, with a first process that is killed, and a second one. */
    private Fate killed(int commit, boolean stored) throws Exception {
        int number = ++lives;
        OrganizerCode organizer = database.organizer("opera" + number);
        server.purgeEmailFromAllMailboxes();
        Node second = new Node(database.app(), organizer);
        GreenMailUser user = server.setUser("help@opera" + number + ".example", "help" + number, "right");
        second.mailbox(user.getLogin());
        arrives(user, "anna@fan.example", "Seats", "<1@fan.example>");
        arrives(user, "ben@fan.example", "Parking", "<2@fan.example>");
        arrives(user, "anna@fan.example", "Re: Seats [ID:0000001]", "<3@fan.example>");

        DyingDatabase dying = new DyingDatabase(database.app(), commit, stored);
        Node first = new Node(dying, organizer);
        try {
            first.work("first");
        } catch (DyingDatabase.Death | RuntimeException killed) {
            assertThat(dying.isDead()).as("%s", killed).isTrue();
        }
        boolean open = outgoing().size() > second.noted();
        // the leases and claims of the dead process end
        second.scene.clock.pass(Duration.ofHours(1));
        second.scene.left.takeAll(organizer, () -> false);
        second.work("second");
        return new Fate(dying.commits(), dying.isDead(), second.story(), outgoing(), open);
    }

    private void arrives(GreenMailUser user, String from, String subject, String id) throws FolderException {
        server.getManagers()
                .getImapHostManager()
                .getInbox(user)
                .appendMessage(
                        GreenMailUtil.newMimeMessage("From: <" + from + ">\r\nTo: " + user.getEmail() + "\r\nSubject: "
                                + subject + "\r\nMessage-ID: " + id + "\r\n\r\nHello\r\n"),
                        new Flags(),
                        Date.from(Instant.parse("2026-05-04T07:00:00Z")));
    }

    private List<String> outgoing() throws MessagingException {
        List<String> ids = new ArrayList<>();
        for (MimeMessage each : server.getReceivedMessages()) {
            String id = each.getHeader("Message-ID", null);
            if (!id.endsWith("@fan.example>")) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** What a process has: a help desk, a reader of its folder, what answers by itself and for agents, a sender of its mails. */
    private final class Node {
        private final IntakeScene scene;
        private final FolderByHand folder;
        private final MailScene post;

        Node(DataSource connections, OrganizerCode organizer) {
            scene = new IntakeScene(new IntakeScene.Connections(connections), organizer);
            folder = new FolderByHand(connections, scene.transactions, scene.room, scene.intake, scene.clock);
            post = new DeskPost(scene, server.getSmtp().getPort()).out;
        }

        /** What an agent does who sees that the first case was not answered yet. */
        private void answer() {
            if (scene.entries(1).stream().noneMatch(entry -> entry.action() == CaseAction.REPLY)) {
                CaseActs.NewReply reply =
                        new CaseActs.NewReply("They are in row 3.", true, List.of(), List.of(), List.of(), null);
                scene.acts().reply(scene.organizer, new CaseNumber(1), reply, ADA);
            }
        }

        void mailbox(String login) {
            ImapJson.Read imap = ImapJson.read(JSON.readTree("""
                    {"host":"127.0.0.1","port":%d,"user":"%s","password":"right","cutOff":"2026-01-01"}""".formatted(server.port(), login)), null, null);
            scene.room
                    .mailboxes()
                    .save(
                            scene.organizer,
                            "tickets",
                            new MailboxChange(
                                    Told.of("help@" + scene.organizer + ".example"),
                                    Told.of("en"),
                                    Told.nothing(),
                                    Told.of(imap.settings()),
                                    imap.secret(),
                                    Told.nothing(),
                                    Told.nothing()),
                            "ada");
            scene.tags.save(scene.organizer, "tickets", IdTag.STANDARD, "ada");
        }

        void work(String name) {
            folder.look(scene.organizer, "tickets", name);
            answer();
            assertThat(post.send(scene.organizer, "tickets")).isNotNegative();
        }

        long noted() {
            return deliveries().stream()
                    .filter(delivery -> delivery.state() == DeliveryState.SENT)
                    .count();
        }

        private List<Delivery> deliveries() {
            List<Delivery> all = new ArrayList<>();
            for (SupportCase each : cases()) {
                all.addAll(post.deliveries().ofCase(scene.organizer, each.number()));
            }
            return all;
        }

        private List<SupportCase> cases() {
            return scene.cases.list(scene.organizer, CaseFilter.ALL, null, 100).stream()
                    .sorted(Comparator.comparing(each -> each.number().value()))
                    .toList();
        }

        List<String> story() {
            List<String> lines = new ArrayList<>();
            for (SupportCase each : cases()) {
                lines.add("case " + each.number().value() + " " + each.state() + " " + each.subject());
                scene.entries(each.number().value())
                        .forEach(entry -> lines.add(entry.kind() + " " + entry.action() + " " + entry.author()));
            }
            deliveries().forEach(each -> lines.add(each.address().text() + " " + each.purpose() + " " + each.state()));
            for (String table : List.of(
                    "inbound_mail",
                    "mail_raw",
                    "mail_delivery",
                    "mail_verdict",
                    "outbound_mail",
                    "outbound_delivery",
                    "answer_budget",
                    "journal")) {
                lines.add(table + " "
                        + new JdbcTemplate(database.owner())
                                .queryForObject(
                                        "select count(*) from " + table + " where organizer = ?",
                                        Long.class,
                                        scene.organizer.value()));
            }
            return lines;
        }
    }
}
