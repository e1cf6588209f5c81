package io.counterfoil.backoffice;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.Outbox;
import io.counterfoil.mail.OutgoingMail;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organizer;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunNotifications;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** Mails that a function of an interface starts to fail, and that it works again, to whom the interface names. */
final class FailureMails implements RunNotifications {
    private final OrganizerTransactions transactions;
    private final Organizers organizers;
    private final Interfaces interfaces;
    private final Outbox outbox;
    private final MessageSource messages;
    private final Clock clock;
    private final String publicUrl;

    /** @param publicUrl where browsers find this installation, without a slash at its end */
    FailureMails(
            OrganizerTransactions transactions,
            Organizers organizers,
            Interfaces interfaces,
            Outbox outbox,
            MessageSource messages,
            Clock clock,
            String publicUrl) {
        this.transactions = transactions;
        this.organizers = organizers;
        this.interfaces = interfaces;
        this.outbox = outbox;
        this.messages = messages;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    @Override
    public void startsToFail(Run run) {
        write(run, "failure");
    }

    @Override
    public void worksAgain(Run run) {
        write(run, "recovery");
    }

    private void write(Run run, String what) {
        List<EmailAddress> recipients = interfaces.notificationRecipients(run.organizer(), run.interfaceCode());
        if (recipients.isEmpty()) {
            return;
        }
        Organizer organizer = organizers.require(run.organizer());
        Formats fmt = new Formats(Locale.of(organizer.language()), organizer.timeZone(), clock, messages);
        String function = fmt.text("function." + run.function().code());
        String subject = fmt.text("notice." + what + ".subject", function, run.interfaceCode(), organizer.name());
        String text = fmt.text(
                "notice." + what + ".text",
                function,
                run.interfaceCode(),
                organizer.name(),
                fmt.time(run.endedAt()),
                run.reason() == null ? "–" : run.reason(),
                publicUrl + "/o/" + run.organizer() + "/runs/" + run.id());
        transactions.global(() -> {
            recipients.forEach(to -> outbox.add(new OutgoingMail(to, subject, text)));
            return true;
        });
    }
}
