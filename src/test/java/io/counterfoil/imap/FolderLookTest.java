package io.counterfoil.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import io.counterfoil.Patience;
import io.counterfoil.imap.MailboxReader.LeaseGone;
import jakarta.mail.Flags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is fetched from a folder, and what becomes of it there, over the wire; each look is a connection of its own. */
@Timeout(Patience.SECONDS)
class FolderLookTest {
    private static final ImapScene.World WORLD = new ImapScene.World();

    private final ImapScene scene = new ImapScene(WORLD);

    @AfterAll
    static void end() {
        WORLD.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void everyMailIsFetchedOnceWhateverItsFlagsAndLeftAsItWas() throws ImapTrouble {
        scene.mailbox(scene.port(), "");
        scene.arrives("one");
        scene.arrives("two");
        scene.inbox().getMessages().get(1).setFlag(Flags.Flag.SEEN, true);
        scene.look();
        scene.arrives("three");
        scene.look();
        scene.look();

        assertThat(scene.subjects()).containsExactly("one", "two", "three");
        assertThat(scene.taken).hasSize(3);
        assertThat(scene.inbox().getMessages())
                .extracting(mail -> mail.isSet(Flags.Flag.SEEN))
                .containsExactly(false, true, false);
        assertThat(scene.rows("select origin || ' ' || uid from mail_delivery"))
                .containsExactly("IMAP 1", "IMAP 2", "IMAP 3");
    }

    @Test
    void whatWasThereBeforeTheCutOffIsLeftAloneAndWhatIsMovedInLaterIsNot() throws ImapTrouble {
        scene.mailbox(scene.port(), "");
        Instant old = ImapScene.CUT_OFF.minusSeconds(1);
        ImapScene.arrives(scene.inbox(), "old", "Hello", old);
        scene.arrives("new");
        ImapPreview preview = scene.reading().preview(scene.organizer, "help", null);
        assertThat(preview.mails()).isEqualTo(2);
        assertThat(preview.wanted()).isEqualTo(1);
        assertThat(preview.first()).extracting(ImapPreview.Mail::subject).containsExactly("new");
        assertThat(scene.reading()
                        .preview(scene.organizer, "help", Instant.EPOCH)
                        .wanted())
                .isEqualTo(2);
        assertThat(scene.subjects()).isEmpty();

        scene.look();
        ImapScene.arrives(scene.inbox(), "moved in", "Hello", old);
        scene.look();

        assertThat(scene.subjects()).containsExactly("new", "moved in");
    }

    @Test
    void aFolderThatNumbersAnewIsReadAgainAndNothingIsDoubledOrLost() throws ImapTrouble {
        scene.mailbox(scene.port(), "");
        scene.arrives("one");
        scene.arrives("two");
        scene.look();
        try (CuttingProxy anew = new CuttingProxy(scene.port()).misheard("[UIDVALIDITY ", "[UIDVALIDITY 1")) {
            scene.mailbox(anew.port(), "");
            scene.arrives("three");
            scene.look();
        }

        assertThat(scene.subjects()).containsExactly("one", "two", "three");
        assertThat(scene.state().position()).isEqualTo(3);
    }

    @Test
    void aServerThatWasSetBackWithoutSayingSoIsReadFromTheFirstMail() throws ImapTrouble {
        scene.mailbox(scene.port(), "");
        scene.arrives("one");
        scene.look();
        scene.set("update imap_reader set uid = 700");
        scene.arrives("two");
        scene.look();

        assertThat(scene.subjects()).containsExactly("one", "two");
    }

    @Test
    void aCrashBetweenStoringAndThePositionMakesNoSecondMail() throws ImapTrouble {
        scene.mailbox(scene.port(), "");
        scene.arrives("one");
        scene.arrives("two");
        // what a process leaves that dies there
        scene.look();
        scene.set("update imap_reader set uid = 0");
        scene.look();

        assertThat(scene.subjects()).containsExactly("one", "two");
        assertThat(scene.state().position()).isEqualTo(2);
        assertThat(scene.taken).as("nobody decided yet: offered again").hasSize(4);
        assertThat(Set.copyOf(scene.taken)).hasSize(2);
    }

    @Test
    void aConnectionCutInTheMiddleOfAMailGoesOnAtThatMail() throws ImapTrouble {
        scene.arrives("one");
        ImapScene.arrives(scene.inbox(), "two", "before CUT HERE after", scene.clock.instant());
        scene.arrives("three");
        try (CuttingProxy proxy = new CuttingProxy(scene.port()).cutOnceAt("CUT HERE")) {
            scene.mailbox(proxy.port(), "");
            assertThatThrownBy(scene::look).isInstanceOf(ImapTrouble.class);
            assertThat(scene.subjects()).containsExactly("one");
            scene.look();
        }

        assertThat(scene.subjects()).containsExactly("one", "two", "three");
    }

    @Test
    void aMailAtWhichTheConnectionBreaksEachTimeIsLeftForLaterWithARemark() throws ImapTrouble {
        ImapScene.arrives(scene.inbox(), "poison", "CUT HERE", scene.clock.instant());
        scene.arrives("two");
        try (CuttingProxy proxy = new CuttingProxy(scene.port()).cutAlwaysAt("CUT HERE")) {
            scene.mailbox(proxy.port(), "");
            FolderLook look = new FolderLook(scene.work, scene.lease(), scene.settings(), () -> false);
            for (int session = 1; session <= 3; session++) {
                try (ImapConnection connection = scene.connect()) {
                    assertThatThrownBy(() -> look.at(connection)).isInstanceOf(ImapTrouble.class);
                }
            }
            scene.look();
        }
        assertThat(scene.subjects()).containsExactly("two");
        assertThat(scene.reading().remarks(scene.organizer, "help"))
                .extracting(MailRemark::remark)
                .singleElement()
                .asString()
                .contains("cannot be fetched");

        scene.mailbox(scene.port(), "");
        scene.clock.pass(Duration.ofMinutes(6));
        scene.look();
        assertThat(scene.subjects()).containsExactly("two", "poison");
        assertThat(scene.reading().remarks(scene.organizer, "help")).isEmpty();
    }

    @Test
    void ofAMailThatIsTooLargeTheBeginningIsKeptAndSaidSo() throws ImapTrouble {
        scene.mailbox(scene.port(), "");
        ImapScene.arrives(scene.inbox(), "large", "x".repeat(990).concat("\r\n").repeat(150), scene.clock.instant());
        scene.arrives("small");
        scene.look();

        assertThat(scene.subjects()).containsExactly("large", "small");
        assertThat(scene.rows("select size from inbound_mail")).contains("100000");
        assertThat(scene.reading().remarks(scene.organizer, "help"))
                .extracting(MailRemark::remark)
                .singleElement()
                .asString()
                .contains("the first 100000 are kept", "expected: at most 100000 bytes");
    }

    @Test
    void mailsAreMarkedOrMovedAfterTheyAreStoredIfTheOperatorSaysSo() throws Exception {
        scene.arrives("before");
        scene.mailbox(scene.port(), "");
        scene.look();
        scene.mailbox(scene.port(), ",'after':'SEEN'");
        scene.arrives("seen");
        scene.look();
        assertThat(scene.inbox().getMessages())
                .extracting(mail -> mail.isSet(Flags.Flag.SEEN))
                .containsExactly(false, true);

        scene.mailbox(scene.port(), ",'after':'MOVE','moveTo':'Archive'");
        scene.arrives("moved");
        scene.look();
        assertThat(scene.subjects()).as("stored, though not moved").contains("moved");
        assertThat(scene.state().error()).contains("stored, but not marked or moved");
        assertThat(scene.state().failingSince()).isNull();

        ImapHostManager host = scene.server.getManagers().getImapHostManager();
        MailFolder archive = host.createMailbox(scene.user, "Archive");
        scene.look();
        scene.look();
        assertThat(archive.getMessages())
                .extracting(StoredMessage::getMimeMessage)
                .extracting(mail -> mail.getSubject())
                .containsExactly("moved");
        assertThat(scene.inbox().getMessages()).hasSize(2);
        assertThat(scene.state().error()).isNull();
        assertThat(scene.rows("select uid from imap_after")).isEmpty();
    }

    @Test
    void whoeverLostTheLeaseMovesNothingOn() throws ImapTrouble {
        scene.mailbox(scene.port(), "");
        scene.arrives("one");
        ReaderLease lost = scene.lease();
        scene.look();
        scene.clock.pass(Duration.ofSeconds(31));
        assertThat(scene.hold("another node")).isEqualTo(lost.fencing() + 1);
        scene.arrives("two");

        FolderLook look = new FolderLook(scene.work, lost, scene.settings(), () -> false);
        try (ImapConnection connection = scene.connect()) {
            assertThatThrownBy(() -> look.at(connection)).isInstanceOf(LeaseGone.class);
        }
        assertThat(scene.state().position()).isEqualTo(1);
        assertThat(scene.hold("by hand")).as("held by the other").isEqualTo(-1);
        scene.clock.pass(Duration.ofSeconds(31));
        scene.look();
        assertThat(scene.subjects()).isEqualTo(List.of("one", "two"));
    }
}
