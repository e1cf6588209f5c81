package io.counterfoil.imap;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.SilenceSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Mailboxes to which no mail came for longer than their setting allows, be they read or pushed to: a mail server that forwards nothing any
 * more looks like a quiet day. Every node looks; whoever notes the alarm first tells of it.
 */
final class SilentMailboxes {
    static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final OrganizerTransactions transactions;
    private final Mailboxes mailboxes;
    private final InboundMails mails;
    private final AlarmTelling telling;
    private final Clock clock;

    SilentMailboxes(
            OrganizerTransactions transactions,
            Mailboxes mailboxes,
            InboundMails mails,
            AlarmTelling telling,
            Clock clock) {
        this.transactions = transactions;
        this.mailboxes = mailboxes;
        this.mails = mails;
        this.telling = telling;
        this.clock = clock;
    }

    void check(BooleanSupplier stopping) {
        for (OrganizerCode organizer : transactions.organizers()) {
            if (stopping.getAsBoolean()) {
                return;
            }
            check(organizer);
        }
    }

    private void check(OrganizerCode organizer) {
        List<Mailbox> watched = mailboxes.inUse(organizer).stream()
                .filter(mailbox -> mailbox.silence() != null)
                .toList();
        if (watched.isEmpty()) {
            return;
        }
        Map<String, Instant> last = mails.lastArrivals(organizer);
        Map<String, Instant> raised = mailboxes.silentSince(organizer);
        for (Mailbox mailbox : watched) {
            Instant since = last.getOrDefault(mailbox.code(), mailbox.createdAt());
            check(mailbox, since, raised.containsKey(mailbox.code()));
        }
    }

    private void check(Mailbox mailbox, Instant since, boolean raised) {
        SilenceSettings silence = mailbox.silence();
        if (silence == null) {
            return;
        }
        String reason = "no mail for more than " + silence.afterHours() + " h";
        MailboxAlarm alarm = new MailboxAlarm(mailbox.organizer(), mailbox, since, reason);
        switch (SilenceRule.at(clock.instant(), since, Duration.ofHours(silence.afterHours()), raised)) {
            case RAISE ->
                telling.tell(
                        alarm,
                        () -> mailboxes.fallsSilent(mailbox.organizer(), mailbox.code()),
                        notification -> notification.fallsSilent(alarm));
            case END ->
                telling.tell(
                        alarm,
                        () -> mailboxes.getsMailsAgain(mailbox.organizer(), mailbox.code()),
                        notification -> notification.getsMailsAgain(alarm));
            case KEEP -> {}
        }
    }
}
