package io.counterfoil.imap;

/** Tells a person that a mailbox cannot be read or gets no mails, and that it does again: once each, not once a look. */
public interface MailboxNotifications {
    void startsToFail(MailboxAlarm alarm);

    void worksAgain(MailboxAlarm alarm);

    /** No mail has arrived for longer than its setting allows. */
    void fallsSilent(MailboxAlarm alarm);

    void getsMailsAgain(MailboxAlarm alarm);
}
