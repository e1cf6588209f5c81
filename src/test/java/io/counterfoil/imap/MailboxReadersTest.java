package io.counterfoil.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.counterfoil.Patience;
import io.counterfoil.mail.FaultyServer;
import io.counterfoil.mail.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers on their own threads: they wake, wait, try again, hold up nobody, and tell whom they should. */
@Timeout(Patience.SECONDS)
class MailboxReadersTest {
    private static final ConditionFactory SOON = await().atMost(Patience.LONGEST)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(10))
            // the mail server's threads complain when a connection is cut
            .dontCatchUncaughtExceptions();

    private static final ImapScene.World WORLD = new ImapScene.World();

    private final ImapScene scene = new ImapScene(WORLD);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private MailboxReaders readers = readers("first", scene.work);

    private MailboxReaders readers(String node, ImapWork work) {
        MailboxNotifications notifications = new MailboxNotifications() {
            @Override
            public void startsToFail(MailboxAlarm alarm) {
                told.add("fails: " + alarm.reason());
            }

            @Override
            public void worksAgain(MailboxAlarm alarm) {
                told.add("works");
            }

            @Override
            public void fallsSilent(MailboxAlarm alarm) {
                told.add("silent: " + alarm.reason());
            }

            @Override
            public void getsMailsAgain(MailboxAlarm alarm) {
                told.add("mails again");
            }
        };
        MailboxAlarms alarms = new MailboxAlarms(
                work,
                scene.journal,
                new AlarmTelling(work.transactions(), List.of(notifications)),
                Duration.ofMinutes(15));
        // disabled: the test looks around by hand
        return new MailboxReaders(work, alarms, node, false);
    }

    @BeforeEach
    void start() {
        readers.start();
    }

    @AfterAll
    static void end() {
        WORLD.close();
    }

    @AfterEach
    void close() {
        readers.stop();
        scene.close();
    }

    private void fetched(String... subjects) {
        SOON.untilAsserted(() -> assertThat(scene.subjects()).containsExactly(subjects));
    }

    @Test
    void idleWakesTheReader() {
        scene.mailbox(scene.port(), ",'pollSeconds':3600");
        scene.arrives("one");
        readers.lookAround();
        fetched("one");
        SOON.until(() -> scene.state().readAt() != null);

        scene.arrives("two");
        fetched("one", "two");
    }

    @Test
    void aServerWithoutIdleIsPolled() {
        try (CuttingProxy proxy = new CuttingProxy(scene.port()).misheard(" IDLE", " NONE")) {
            scene.mailbox(proxy.port(), ",'pollSeconds':1");
            readers.lookAround();
            SOON.until(() -> scene.reading().states(scene.organizer).containsKey("help")
                    && scene.state().readAt() != null);
            scene.arrives("one");
            fetched("one");
            assertThat(proxy.connections()).isEqualTo(1);
        }
    }

    @Test
    void anIdleThatNobodyHearsAnyMoreEnds() {
        try (CuttingProxy proxy = new CuttingProxy(scene.port())) {
            scene.mailbox(proxy.port(), ",'pollSeconds':1");
            readers.lookAround();
            SOON.until(() -> scene.reading().states(scene.organizer).containsKey("help")
                    && scene.state().readAt() != null);
            // earlier it would be the beginning of the IDLE that is not heard, which is another failure, with a try
            // more
            SOON.until(proxy::isIdle);
            proxy.mute();
            scene.arrives("one");
            fetched("one");
            assertThat(proxy.connections()).isEqualTo(2);
        }
    }

    @Test
    void aMailboxWhoseServerSaysNothingHoldsUpNoOther() {
        try (FaultyServer silent = FaultyServer.silent()) {
            scene.mailbox("dumb", """
                    {'host':'127.0.0.1','port':%d,'user':'x','password':'y','cutOff':'2026-06-01'}""".formatted(silent.port()));
            scene.mailbox(scene.port(), "");
            scene.arrives("one");
            readers.lookAround();
            fetched("one");
            SOON.until(() -> {
                MailboxState state = scene.reading().states(scene.organizer).get("dumb");
                return state != null && state.failingSince() != null;
            });
            assertThat(scene.state().failingSince()).isNull();
        }
    }

    @Test
    void aRefusedPasswordRaisesOneAlarmAndTheRightOneEndsIt() {
        scene.mailbox(scene.port(), ",'password':'wrong'");
        scene.arrives("one");
        readers.lookAround();
        SOON.until(() -> scene.reading().states(scene.organizer).containsKey("help")
                && scene.state().error() != null);
        assertThat(scene.state().error()).contains("refused the sign-in").doesNotContain("wrong");
        readers.lookAround();
        assertThat(told).isEmpty();

        scene.clock.pass(Duration.ofMinutes(16));
        readers.lookAround();
        readers.lookAround();
        assertThat(told).singleElement().asString().contains("refused the sign-in");
        assertThat(scene.state().alarmAt()).isNotNull();

        scene.mailbox(scene.port(), "");
        readers.lookAround();
        fetched("one");
        SOON.until(() -> scene.state().readAt() != null);
        readers.lookAround();
        readers.lookAround();
        assertThat(told).hasSize(2).last().isEqualTo("works");
        assertThat(scene.rows("select action from journal")).contains("starts-to-fail", "works-again");
    }

    @Test
    void aMailboxHasOneReaderAndAnotherNodeTakesItOver() {
        MailboxReaders second = readers("second", scene.work);
        scene.mailbox(scene.port(), "");
        readers.lookAround();
        second.lookAround();
        assertThat(scene.rows("select node from imap_reader")).containsExactly("first");

        readers.stop();
        scene.clock.pass(Duration.ofSeconds(1));
        scene.arrives("one");
        second.lookAround();
        assertThat(scene.rows("select node from imap_reader")).containsExactly("second");
        fetched("one");
        second.stop();
    }

    @Test
    void nothingIsReadBeforeSomebodyChoseFromWhenOnOrAfterItWasSwitchedOff() {
        scene.mailbox(scene.port(), ",'cutOff':null");
        scene.arrives("one");
        readers.lookAround();
        assertThat(scene.reading().states(scene.organizer)).isEmpty();

        scene.mailbox(scene.port(), "");
        readers.lookAround();
        fetched("one");
        Mailbox off = scene.mailbox(scene.port(), ",'active':false");
        assertThat(MailboxReaders.isToBeRead(off)).isFalse();
        readers.lookAround();
        assertThat(scene.rows("select node from imap_reader")).containsExactly("");
    }
}
