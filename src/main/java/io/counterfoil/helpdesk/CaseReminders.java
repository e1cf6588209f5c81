package io.counterfoil.helpdesk;

import io.counterfoil.database.DailyWork;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reminds the requesters of cases that have waited for them long enough, once each time that a case waits; where the organizer says so. */
final class CaseReminders implements DailyWork {
    private static final int AT_ONCE = 100;

    private final OrganizerTransactions transactions;
    private final ReminderStore store;
    private final CaseQueries queries;
    private final DeskSettings settings;
    private final AutomaticMails mails;
    private final Clock clock;

    CaseReminders(
            OrganizerTransactions transactions,
            ReminderStore store,
            CaseQueries queries,
            DeskSettings settings,
            AutomaticMails mails,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.queries = queries;
        this.settings = settings;
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "remind requesters of waiting cases";
    }

    @Override
    public void run(OrganizerCode organizer) {
        Integer days = settings.of(organizer).remindAfterDays();
        if (days == null) {
            return;
        }
        int reminded = AT_ONCE;
        while (reminded == AT_ONCE) {
            reminded = transactions.write(organizer, () -> remind(organizer, Duration.ofDays(days)));
        }
    }

    private int remind(OrganizerCode organizer, Duration waited) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<CaseNumber> due = store.due(organizer, now.minus(waited), AT_ONCE);
        for (CaseNumber number : due) {
            store.reminded(organizer, number, now);
            queries.find(organizer, number)
                    .ifPresent(about ->
                            mails.toRequester(organizer, about, MailEvent.WAITING, store.isProven(organizer, number)));
        }
        return due.size();
    }
}
