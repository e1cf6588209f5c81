package io.counterfoil.backoffice;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.imap.MailboxAlarm;
import io.counterfoil.imap.MailboxNotifications;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.Outbox;
import io.counterfoil.mail.OutgoingMail;
import io.counterfoil.mail.SilenceSettings;
import io.counterfoil.organizers.Organizer;
import io.counterfoil.organizers.Organizers;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;

/** Mails that a mailbox cannot be read or gets no mails, and that it does again, to whom its settings name: left in the transaction that notes it. */
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
        write(alarm, "failure", reading(alarm));
    }

    @Override
    public void worksAgain(MailboxAlarm alarm) {
        write(alarm, "recovery", reading(alarm));
    }

    @Override
    public void fallsSilent(MailboxAlarm alarm) {
        write(alarm, "silence", silence(alarm));
    }

    @Override
    public void getsMailsAgain(MailboxAlarm alarm) {
        write(alarm, "mails-again", silence(alarm));
    }

    private static List<String> reading(MailboxAlarm alarm) {
        ImapSettings settings = alarm.mailbox().imap();
        return settings == null ? List.of() : settings.alarmTo();
    }

    private static List<String> silence(MailboxAlarm alarm) {
        SilenceSettings settings = alarm.mailbox().silence();
        return settings == null ? List.of() : settings.alarmTo();
    }

    private void write(MailboxAlarm alarm, String what, List<String> addresses) {
        List<EmailAddress> recipients = addresses.stream()
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
