package io.counterfoil.accounts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.Ids;
import java.time.Clock;

/** What everyone here works with. */
record AccountTools(
        OrganizerTransactions transactions,
        AccountStore accounts,
        InstallationJournal journal,
        AccountMails mails,
        Ids ids,
        Clock clock) {}
