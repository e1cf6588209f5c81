package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Mailboxes;

/**
 * Takes mailboxes out of use. Cases of such a mailbox are answered through the first of those that are left, so the last one stays as
 * long as there are cases to be answered. Its mails and cases stay, and its tags go on matching.
 */
public final class MailboxRetirement {
    private final OrganizerTransactions transactions;
    private final Mailboxes mailboxes;
    private final CaseQueries queries;

    MailboxRetirement(OrganizerTransactions transactions, Mailboxes mailboxes, CaseQueries queries) {
        this.transactions = transactions;
        this.mailboxes = mailboxes;
        this.queries = queries;
    }

    /** Once or again; refused where there is no such mailbox, and where cases could not be answered any more. */
    public void retire(OrganizerCode organizer, String code, String actor) {
        transactions.writeOnly(organizer, () -> {
            mailboxes.require(organizer, code);
            boolean isLast = mailboxes.inUse(organizer).stream()
                    .allMatch(mailbox -> mailbox.code().equals(code));
            if (isLast && queries.anyUnclosed(organizer)) {
                throw Refusal.conflict(
                        "mailbox-last",
                        "mailbox " + code + " is the last one, and cases that are not closed are answered through it"
                                + " (expected: another mailbox, or no such cases)");
            }
            mailboxes.retire(organizer, code, actor);
        });
    }
}
