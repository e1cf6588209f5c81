package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Secrets;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** An outbox whose mails a test sends by hand, to a mail server on this machine. */
public final class MailScene {
    private final Outbox outbox;
    private final OutboxSender sender;

    public MailScene(
            DataSource dataSource,
            OrganizerTransactions transactions,
            Secrets secrets,
            Ids ids,
            Clock clock,
            int port) {
        this(dataSource, transactions, secrets, ids, clock, server(port));
    }

    MailScene(
            DataSource dataSource,
            OrganizerTransactions transactions,
            Secrets secrets,
            Ids ids,
            Clock clock,
            JavaMailSender server) {
        OutboxStore store = new OutboxStore(dataSource);
        this.sender = new OutboxSender(transactions, store, secrets, server, "tickets@example.org", clock);
        this.outbox = new Outbox(store, secrets, ids, clock, true, () -> {});
    }

    private static JavaMailSender server(int port) {
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        server.setHost("127.0.0.1");
        server.setPort(port);
        return server;
    }

    public Outbox outbox() {
        return outbox;
    }

    /** Sends what is due; answers how many mails were looked after. */
    public int send() {
        int looked = 0;
        while (sender.sendNext()) {
            looked++;
        }
        return looked;
    }
}
