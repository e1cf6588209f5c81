package io.counterfoil.imap;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailTaker;
import io.counterfoil.mail.Mailboxes;
import java.time.Clock;

/**
 * What readers of mailboxes share.
 *
 * @param memory bounds the bytes of mails that are fetched at one time
 */
record ImapWork(
        OrganizerTransactions transactions,
        ImapStore store,
        RemarkStore remarks,
        InboundMails mails,
        MailTaker taker,
        Mailboxes mailboxes,
        ImapSignIn signIn,
        ImapMetrics metrics,
        ImapLimits limits,
        MemoryBudget memory,
        Clock clock) {}
