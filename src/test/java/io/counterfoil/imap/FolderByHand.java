package io.counterfoil.imap;

import io.counterfoil.Patience;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.RetryRule;
import io.counterfoil.mail.MailRoom;
import io.counterfoil.mail.MailTaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** Reads a mailbox's folder when a test of another module says so, as a node that has the mailbox. */
public final class FolderByHand {
    private final ImapWork work;

    public FolderByHand(
            DataSource database, OrganizerTransactions transactions, MailRoom room, MailTaker taker, Clock clock) {
        RetryRule soon = new RetryRule(Integer.MAX_VALUE, Duration.ofMillis(50), Duration.ofMillis(100));
        Duration patience = Patience.LONGEST;
        this.work = new ImapWork(
                transactions,
                new ImapStore(database),
                new RemarkStore(database),
                room.mails(),
                taker,
                room.mailboxes(),
                new ImapSignIn(room.mailboxes(), room.accessTokens(), AddressPolicy.of(true, "")),
                new ImapMetrics(new SimpleMeterRegistry(), clock),
                new ImapLimits(
                        new ImapTimes(patience, patience, patience, patience, patience),
                        100_000,
                        500,
                        soon,
                        soon,
                        soon),
                new MemoryBudget(1 << 20),
                clock);
    }

    /** Looks until there is nothing more. */
    public void look(OrganizerCode organizer, String mailbox, String node) {
        Instant now = work.clock().instant();
        long fencing = work.transactions()
                .writeAside(
                        organizer, () -> work.store().hold(organizer, List.of(mailbox), node, now, now.plusSeconds(30)))
                .getOrDefault(mailbox, -1L);
        var settings = Objects.requireNonNull(
                work.mailboxes().require(organizer, mailbox).imap());
        FolderLook look = new FolderLook(work, new ReaderLease(organizer, mailbox, fencing), settings, () -> false);
        try (ImapConnection connection =
                work.signIn().open(organizer, mailbox, settings, work.limits().times())) {
            boolean more = true;
            while (more) {
                more = look.at(connection);
            }
        } catch (ImapTrouble trouble) {
            throw new IllegalStateException(trouble);
        }
    }
}
