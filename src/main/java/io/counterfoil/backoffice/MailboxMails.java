package io.counterfoil.backoffice;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.imap.MailboxAlarm;
import io.counterfoil.imap.MailboxNotifications;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.Outbox;
import io.counterfoil.mail.OutgoingMail;
import io.counterfoil.organizers.Organizer;
import io.counterfoil.organizers.Organizers;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;

/** Mails that a mailbox cannot be read, and that it can again, to whom its settings name. */
final class MailboxMails implements MailboxNotifications {
    private final OrganizerTransactions transactions;
    private final Organizers organizers;
    private final Outbox outbox;
    private final MessageSource messages;
    private final Clock clock;

    MailboxMails(
            OrganizerTransactions transactions,
            Organizers organizers,
            Outbox outbox,
            MessageSource messages,
            Clock clock) {
        this.transactions = transactions;
        this.organizers = organizers;
        this.outbox = outbox;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public void startsToFail(MailboxAlarm alarm) {
        write(alarm, "failure");
    }

    @Override
    public void worksAgain(MailboxAlarm alarm) {
        write(alarm, "recovery");
    }

    private void write(MailboxAlarm alarm, String what) {
        ImapSettings settings = alarm.mailbox().imap();
        List<EmailAddress> recipients = settings == null
                ? List.of()
                : settings.alarmTo().stream()
                        .map(EmailAddress::parse)
                        .flatMap(Optional::stream)
                        .toList();
        if (recipients.isEmpty()) {
            return;
        }
        Organizer organizer = organizers.require(alarm.organizer());
        Formats fmt = new Formats(Locale.of(organizer.language()), organizer.timeZone(), clock, messages);
        String mailbox = alarm.mailbox().address().text();
        String subject = fmt.text("notice.mailbox." + what + ".subject", mailbox, organizer.name());
        String text = fmt.text(
                "notice.mailbox." + what + ".text", mailbox, organizer.name(), fmt.time(alarm.since()), alarm.reason());
        transactions.global(() -> {
            recipients.forEach(to -> outbox.add(new OutgoingMail(to, subject, text)));
            return true;
        });
    }
}
