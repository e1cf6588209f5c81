package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.Patience;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Secrets;
import jakarta.mail.MessagingException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The outbox and a mail server that is silent, refuses, is away, and comes back: the mail arrives, once. */
@Timeout(Patience.SECONDS)
class OutboxOverSmtpTest {
    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private final HandClock clock = new HandClock();
    private final GreenMail good = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
    private final JavaMailSenderImpl server = MailTimeouts.sender(1);
    private final MailScene scene = new MailScene(
            database.app(),
            transactions,
            new Secrets(new byte[32], new SecureRandom()),
            new Ids(clock, new Random(1)),
            clock,
            server);

    @AfterEach
    void close() {
        good.stop();
        database.close();
    }

    @Test
    void aServerThatTakesConnectionsAndSaysNothingIsGivenUpAndTheMailSentOnceItIsBack() throws MessagingException {
        leave();
        try (FaultyServer silent = FaultyServer.silent()) {
            server.setPort(silent.port());
            assertThat(scene.send()).isEqualTo(1);
        }
        assertThat(waiting()).isEqualTo(1);

        arrivesOnce();
    }

    @Test
    void aServerThatRefusesOrIsAwayIsAskedAgainLaterAndNotAtOnce() throws MessagingException {
        leave();
        try (FaultyServer busy = FaultyServer.refusing("451 later")) {
            server.setPort(busy.port());
            assertThat(scene.send()).isEqualTo(1);
        }
        assertThat(scene.send()).as("not due").isZero();
        clock.pass(Duration.ofMinutes(2));
        assertThat(scene.send()).as("nobody listens there any more").isEqualTo(1);
        assertThat(waiting()).isEqualTo(1);

        arrivesOnce();
    }

    private void leave() {
        transactions.global(() -> {
            scene.outbox()
                    .add(new OutgoingMail(
                            EmailAddress.parse("ops@example.org").orElseThrow(), "Élan fails", "Bonjour"));
            return true;
        });
    }

    private void arrivesOnce() throws MessagingException {
        good.start();
        server.setPort(good.getSmtp().getPort());
        clock.pass(Duration.ofMinutes(10));
        assertThat(scene.send()).isEqualTo(1);
        clock.pass(Duration.ofDays(1));
        assertThat(scene.send()).isZero();
        assertThat(good.getReceivedMessages()).hasSize(1);
        assertThat(good.getReceivedMessages()[0].getSubject()).isEqualTo("Élan fails");
        assertThat(waiting()).isZero();
    }

    private int waiting() {
        Integer count =
                new JdbcTemplate(database.owner()).queryForObject("select count(*) from outgoing_mail", Integer.class);
        return count == null ? 0 : count;
    }
}
