package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Secrets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import javax.sql.DataSource;

/** The mailboxes and mails of a test's database, for tests of other modules. */
public record MailRoom(Mailboxes mailboxes, InboundMails mails, SignedMessageId signing, AccessTokens accessTokens) {
    public static MailRoom of(OrganizerTransactions transactions, DataSource dataSource, Journal journal, Clock clock) {
        Secrets secrets = new Secrets(new byte[32], new SecureRandom());
        return new MailRoom(
                new Mailboxes(transactions, new MailboxStore(dataSource), journal, secrets, clock),
                new InboundMails(transactions, new InboundMailStore(dataSource), new Ids(clock, new Random(7)), clock),
                new SignedMessageId(new byte[32], "test"),
                new AccessTokens(AddressPolicy.of(true, ""), clock));
    }
}
