package io.counterfoil.imap;

import io.counterfoil.database.OrganizerTransactions;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of a mailbox's alarm whoever is to be told. */
final class AlarmTelling {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmTelling.class);

    private final OrganizerTransactions transactions;
    private final List<MailboxNotifications> notifications;

    AlarmTelling(OrganizerTransactions transactions, List<MailboxNotifications> notifications) {
        this.transactions = transactions;
        this.notifications = notifications;
    }

    /**
     * Notes the alarm and tells of it in one transaction: neither happens without the other, whatever dies; the next look tries again.
     *
     * @param noted notes it; false when another node has: nobody is told again
     */
    void tell(MailboxAlarm alarm, BooleanSupplier noted, Consumer<MailboxNotifications> telling) {
        try {
            transactions.writeOnly(alarm.organizer(), () -> {
                if (noted.getAsBoolean()) {
                    notifications.forEach(telling);
                }
            });
        } catch (RuntimeException defect) {
            LOG.error("Nobody could be told of a mailbox", defect);
        }
    }
}
