package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.counterfoil.Patience;
import io.counterfoil.database.DyingDatabase;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.MailOrigin;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Mails that a mail server pushes, to cases and to the mails that answer them: the process is killed before every statement that
 * writes and before every commit on that way. The mail server sends again what nobody answered it, and another process goes on.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledPushTest {
    /** Nothing is sent: what waits in the outbox counts. */
    private static final int NO_SERVER = 1;

    private static final List<String> TABLES = List.of(
            "inbound_mail",
            "mail_raw",
            "mail_delivery",
            "mail_verdict",
            "contact",
            "case_participant",
            "case_message",
            "outbound_mail",
            "outbound_delivery",
            "answer_budget",
            "journal");

    private final TestDatabase database = TestDatabase.create();
    private final JdbcTemplate owner = new JdbcTemplate(database.owner());
    private int lives;

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void killedBetweenAnyTwoStatementsAPushedMailIsTakenOnceAndAnsweredOnce() throws Exception {
        Life undisturbed = everyStep(KilledPushTest::oneByOne);

        assertThat(undisturbed.commits()).as("each is stored, and then decided").isEqualTo(4);
        assertThat(undisturbed.story())
                .contains("Seats NEW [MAIL Dora, MAIL Dora] [dora@fan.example NOTICE WAITING]")
                .contains("Parking NEW [MAIL ben@fan.example] [ben@fan.example NOTICE WAITING]");
    }

    /** Several are stored by one statement, and several decided in one transaction: killed there, all of them are sent again. */
    @Test
    void killedBetweenAnyTwoStatementsMailsThatAreTakenTogetherAreTakenOnceAndAnsweredOnce() throws Exception {
        Life undisturbed = everyStep(this::atOnce);

        assertThat(undisturbed.commits())
                .as("the first one, and then all others together")
                .isEqualTo(4);
    }

    /** How a mail server hands its mails over. */
    private interface Way {
        void push(Node node, List<byte[]> mails) throws Exception;
    }

    /**
     * What became of everything.
     *
     * @param story cases, their entries and the mails to their people
     */
    private record Life(int steps, int commits, boolean dead, List<String> story) {}

    private Life everyStep(Way way) throws Exception {
        Life undisturbed = life(0, way);
        assertThat(undisturbed.dead()).isFalse();
        int deaths = 0;
        for (int step = 1; step <= undisturbed.steps(); step++) {
            Life killed = life(step, way);
            assertThat(killed.story()).as("killed before step " + step).isEqualTo(undisturbed.story());
            deaths += killed.dead() ? 1 : 0;
        }
        // whoever comes first among several threads may need a statement more or less
        assertThat(deaths).as("lives that ended").isGreaterThan(undisturbed.steps() * 3 / 4);
        return undisturbed;
    }

    private Life life(int step, Way way) throws Exception {
        OrganizerCode organizer = database.organizer("opera" + ++lives);
        Node second = new Node(database.app(), organizer);
        second.scene.mailbox("tickets", "tickets@opera.example", IdTag.STANDARD);
        second.scene.mail("Dora <dora@fan.example>", "Seats").take();
        DyingDatabase dying = DyingDatabase.beforeStep(database.app(), step);
        Node first = new Node(dying, organizer);
        // other ids than those that are there
        first.scene.clock.pass(Duration.ofMinutes(1));

        List<byte[]> mails = mails(organizer.value());
        way.push(first, mails);
        boolean dead = dying.isDead();
        second.scene.clock.pass(Duration.ofHours(1));
        mails.stream().filter(mail -> !first.answered.contains(mail)).forEach(second::push);
        assertThat(second.answered).hasSize(mails.size() - first.answered.size());
        return new Life(dying.steps(), dying.commits(), dead, second.story());
    }

    private static List<byte[]> mails(String organizer) {
        return List.of(
                mail("ben@fan.example", "Parking", organizer),
                mail("Dora <dora@fan.example>", "Re: Seats [ID:0000001]", organizer),
                mail("emma@fan.example", "Programme", organizer));
    }

    private static byte[] mail(String from, String subject, String organizer) {
        return ("From: " + from + "\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject.hashCode() + "." + organizer
                        + "@fan.example>\r\nDate: Mon, 4 May 2026 08:00:00 +0000\r\n\r\nHello\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The first two of them: more take the same way. */
    private static void oneByOne(Node node, List<byte[]> mails) {
        mails.subList(0, 2).forEach(node::push);
    }

    /** The first one is held up by locks while it stores and while it decides; the others come meanwhile. */
    private void atOnce(Node node, List<byte[]> mails) throws Exception {
        List<Thread> senders = new ArrayList<>();
        try (Connection turn =
                held("select from organizer_head where organizer = '" + node.scene.organizer + "' for update")) {
            try (Connection storing = held("lock table inbound_mail in share row exclusive mode")) {
                mails.forEach(mail -> senders.add(Thread.ofPlatform().start(() -> node.push(mail))));
                awaitAll(() -> node.isDead() || allButOneWait(senders));
                storing.rollback();
            }
            awaitAll(() -> node.isDead() || (node.stored() == mails.size() + 1 && allButOneWait(senders)));
            turn.rollback();
        }
        for (Thread sender : senders) {
            sender.join();
        }
    }

    private static boolean allButOneWait(List<Thread> senders) {
        return senders.stream()
                        .filter(sender -> sender.getState() == Thread.State.WAITING)
                        .count()
                == senders.size() - 1;
    }

    private static void awaitAll(Callable<Boolean> condition) {
        await().atMost(Patience.LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(condition);
    }

    private Connection held(String lock) throws SQLException {
        Connection connection = database.owner().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(lock);
        }
        return connection;
    }

    /** A process that takes mails, and writes what answers them by itself. */
    private final class Node {
        private final IntakeScene scene;
        private final DeskPost post;
        private final DataSource connections;
        /** Those whose sender was told that they are stored. */
        private final List<byte[]> answered = new CopyOnWriteArrayList<>();

        Node(DataSource connections, OrganizerCode organizer) {
            this.connections = connections;
            scene = new IntakeScene(new IntakeScene.Connections(connections), organizer);
            post = new DeskPost(scene, NO_SERVER);
        }

        boolean isDead() {
            return connections instanceof DyingDatabase dying && dying.isDead();
        }

        void push(byte[] mail) {
            try {
                var received = scene.intake.receive(scene.organizer, "tickets", mail, new MailOrigin.Push());
                assertThat(received.result()).isInstanceOf(Intake.Decided.class);
                answered.add(mail);
            } catch (DyingDatabase.Death | RuntimeException killed) {
                assertThat(isDead()).as("%s", killed).isTrue();
            }
        }

        int stored() {
            return count("inbound_mail");
        }

        private int count(String table) {
            return Objects.requireNonNull(owner.queryForObject(
                    "select count(*) from " + table + " where organizer = ?", Integer.class, scene.organizer.value()));
        }

        List<String> story() {
            List<SupportCase> cases = scene.cases.list(scene.organizer, CaseFilter.ALL, null, 100);
            assertThat(cases.stream().map(each -> each.number().value()).sorted())
                    .as("no gap in the numbers")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, cases.size()).boxed().toList());
            List<String> lines = new ArrayList<>();
            for (SupportCase each : cases) {
                lines.add(each.subject() + " " + each.state() + " "
                        + scene.entries(each.number().value()).stream()
                                .map(entry -> entry.action() + " " + entry.author())
                                .toList()
                        + " "
                        + post.out.deliveries().ofCase(scene.organizer, each.number()).stream()
                                .map(sent -> sent.address().text() + " " + sent.purpose() + " " + sent.state())
                                .toList());
            }
            Collections.sort(lines);
            TABLES.forEach(table -> lines.add(table + " " + count(table)));
            return lines;
        }
    }
}
