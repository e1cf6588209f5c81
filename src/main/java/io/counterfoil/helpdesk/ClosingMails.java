package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import org.jspecify.annotations.Nullable;

/** Tells requesters that their cases were closed, where the organizer says so. */
final class ClosingMails implements AfterChange {
    private final DeskSettings settings;
    private final AutomaticMails mails;
    private final ReminderStore reminders;

    ClosingMails(DeskSettings settings, AutomaticMails mails, ReminderStore reminders) {
        this.settings = settings;
        this.mails = mails;
        this.reminders = reminders;
    }

    @Override
    public void changed(OrganizerCode organizer, @Nullable SupportCase before, SupportCase after, Actor actor) {
        boolean closes = after.state() == CaseState.CLOSED
                && before != null
                && before.state() != CaseState.CLOSED
                && after.mergedInto() == null
                && !after.spam();
        if (closes && settings.of(organizer).closingMail()) {
            mails.toRequester(organizer, after, MailEvent.CLOSED, reminders.isProven(organizer, after.number()));
        }
    }
}
