package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboundMailsTest {
    private static final MailOrigin PUSH = new MailOrigin.Push();
    private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final HandClock clock = new HandClock(NOW);
    private final MailRoom room =
            MailRoom.of(database.transactions(), database.app(), new Journal(database.app(), clock), clock);
    private int count;
    private OrganizerCode organizer = new OrganizerCode("none");

    @BeforeEach
    void anOrganizer() {
        organizer = database.organizer("opera" + ++count);
        room.mailboxes().save(organizer, "tickets", MailboxChange.of("tickets@opera.example", "en"), "ada");
        room.mailboxes().save(organizer, "billets", MailboxChange.of("billets@opera.example", "fr"), "ada");
    }

    @AfterAll
    void close() {
        database.close();
    }

    private static byte[] mail(String trace, String id, String text) {
        return (trace + "From: Anna <anna@fan.example>\r\nDate: Mon, 4 May 2026 08:00:00 +0000\r\nMessage-ID: <" + id
                        + ">\r\nSubject: Seats\r\n\r\n" + text + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theSameBytesTwiceAreOneMail() {
        InboundMails.Stored first = room.mails().store(organizer, "tickets", mail("", "a@x", "Hello"), PUSH);
        InboundMails.Stored again = room.mails().store(organizer, "tickets", mail("", "a@x", "Hello"), PUSH);

        assertThat(first.isNew()).isTrue();
        assertThat(again).isEqualTo(new InboundMails.Stored(first.id(), null, true));
        assertThat(room.mails().raw(organizer, first.id())).isEqualTo(mail("", "a@x", "Hello"));
        assertThat(room.mails().waiting(organizer, NOW, 10)).containsExactly(first.id());
    }

    @Test
    void oneMailInTwoMailboxesIsOneMailWithTwoDeliveries() {
        byte[] one =
                mail("Received: from a by b; x\r\n by c\r\nDelivered-To: tickets@opera.example\r\n", "b@x", "Hello");
        byte[] other = mail("Received: from a by b; y\r\nDelivered-To: billets@opera.example\r\n", "b@x", "Hello");
        InboundMails.Stored first = room.mails().store(organizer, "tickets", one, PUSH);

        InboundMails.Stored second =
                room.mails().store(organizer, "billets", other, new MailOrigin.Imap(4_000_000_000L, 7));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(new JdbcTemplate(database.owner())
                        .queryForList(
                                "select mailbox || ' ' || origin || ' ' || coalesce(uid_validity, 0) from mail_delivery"
                                        + " where mail_id = ? order by mailbox desc",
                                String.class,
                                first.id()))
                .containsExactly("tickets PUSH 0", "billets IMAP 4000000000");
    }

    @Test
    void theSameMessageIdWithOtherBytesIsAnotherMailAndFlagged() {
        InboundMails.Stored first = room.mails().store(organizer, "tickets", mail("", "c@x", "Hello"), PUSH);

        InboundMails.Stored second = room.mails().store(organizer, "tickets", mail("", "C@x", "Goodbye"), PUSH);

        assertThat(second.isNew()).isTrue();
        assertThat(room.mails().find(organizer, first.id()).orElseThrow().sameIdOtherBytes())
                .isFalse();
        assertThat(room.mails().find(organizer, second.id()).orElseThrow().sameIdOtherBytes())
                .isTrue();
    }

    @Test
    void withoutMessageIdOnlyTheBytesTell() {
        byte[] one = "From: a@x.example\n\nHello".getBytes(StandardCharsets.UTF_8);
        byte[] other = "Received: x\nFrom: a@x.example\n\nHello".getBytes(StandardCharsets.UTF_8);

        InboundMails.Stored first = room.mails().store(organizer, "tickets", one, PUSH);

        assertThat(room.mails().store(organizer, "tickets", other, PUSH).isNew())
                .isTrue();
        assertThat(room.mails().store(organizer, "billets", one, PUSH).id()).isEqualTo(first.id());
    }

    @Test
    void aMailThatIsNoneIsRefused() {
        assertThatThrownBy(() -> room.mails().store(organizer, "tickets", new byte[0], PUSH))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> room.mails().store(organizer, "nowhere", mail("", "d@x", "Hello"), PUSH))
                .hasMessageContaining("mailbox nowhere does not exist");
    }

    @Test
    void aSecretIsSealedAndNotHandedToAnotherServer() {
        ImapSettings imap = at("imap.example.org");
        room.mailboxes().save(organizer, "tickets", imap(imap, Told.of(new ServerSecret("pssst", null, null))), "ada");

        assertThat(room.mailboxes().require(organizer, "tickets").imap()).isEqualTo(imap);
        assertThat(room.mailboxes().imapSecret(organizer, "tickets")).contains(new ServerSecret("pssst", null, null));

        ImapSettings elsewhere = at("evil.example.org");
        room.mailboxes().save(organizer, "tickets", imap(elsewhere, Told.nothing()), "ada");
        assertThat(room.mailboxes().imapSecret(organizer, "tickets")).isEmpty();
        assertThat(database.transactions()
                        .read(organizer, () -> new Journal(database.app(), clock).after(organizer, 0, 100)))
                .noneMatch(line -> line.toString().contains("pssst"))
                .last()
                .satisfies(line -> assertThat(line.body())
                        .isEqualTo("{\"before\":{\"imap.host\":\"imap.example.org\"},"
                                + "\"after\":{\"imap.host\":\"evil.example.org\"},\"imapSecretChanged\":true}"));
    }

    private static ImapSettings at(String host) {
        return new ImapSettings(
                host,
                993,
                MailSecurity.TLS,
                false,
                "tickets",
                MailLogin.PASSWORD,
                null,
                null,
                "INBOX",
                60,
                NOW,
                AfterStoring.LEAVE,
                null,
                List.of(),
                true);
    }

    private static MailboxChange imap(ImapSettings imap, Told<ServerSecret> secret) {
        return new MailboxChange(
                Told.nothing(), Told.nothing(), Told.nothing(), Told.of(imap), secret, Told.nothing(), Told.nothing());
    }
}
