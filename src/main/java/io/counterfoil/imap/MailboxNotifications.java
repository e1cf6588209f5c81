package io.counterfoil.imap;

/** Tells a person that a mailbox cannot be read, and that it can again: once each, not once a look. */
public interface MailboxNotifications {
    void startsToFail(MailboxAlarm alarm);

    void worksAgain(MailboxAlarm alarm);
}
