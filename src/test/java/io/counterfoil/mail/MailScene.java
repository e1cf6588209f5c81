package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Secrets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** An outbox whose mails a test sends by hand, to a mail server on this machine. */
public final class MailScene {
    private final Outbox outbox;
    private final OutboxSender sender;
    private final MailboxSender mailboxes;
    private final Deliveries deliveries;
    private final List<DeliveryFailures> listeners = new CopyOnWriteArrayList<>();

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
        SignedMessageId signing = new SignedMessageId(new byte[32], "test");
        this.deliveries = new Deliveries(transactions, new DeliveryStore(dataSource), signing, () -> listeners, clock);
        MailServers servers = new MailServers(
                new Mailboxes(
                        transactions, new MailboxStore(dataSource), new Journal(dataSource, clock), secrets, clock),
                server,
                new AccessTokens(AddressPolicy.of(true, ""), clock),
                AddressPolicy.of(true, ""));
        this.mailboxes = new MailboxSender(transactions, new DeliveryStore(dataSource), deliveries, servers, clock);
        this.sender = new OutboxSender(transactions, store, secrets, server, "tickets@example.org", mailboxes, clock);
        this.outbox = new Outbox(
                store, new DeliveryStore(dataSource), signing, secrets, ids, clock, new Outbox.Sending(true, () -> {}));
    }

    public Deliveries deliveries() {
        return deliveries;
    }

    /** Tells somebody of mails that fail from now on. */
    public void tell(DeliveryFailures listener) {
        listeners.add(listener);
    }

    /** Sends what is due of a mailbox; answers how many mails were looked after. */
    public int send(OrganizerCode organizer, String mailbox) {
        int looked = 0;
        for (int some = mailboxes.sendDue(organizer, mailbox); some > 0; some = mailboxes.sendDue(organizer, mailbox)) {
            looked += some;
        }
        return looked;
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
