package io.counterfoil.imap;

/**
 * Tells a person that a mailbox cannot be read or gets no mails, and that it does again: once each, not once a look. Called within the
 * organizer's transaction that notes it: mails are left in the outbox, and what cannot be undone waits for the commit. Where one throws,
 * nothing is noted, and all are told again at the next look.
 */
public interface MailboxNotifications {
    void startsToFail(MailboxAlarm alarm);

    void worksAgain(MailboxAlarm alarm);

    /** No mail has arrived for longer than its setting allows. */
    void fallsSilent(MailboxAlarm alarm);

    void getsMailsAgain(MailboxAlarm alarm);
}
