package io.counterfoil.imap;

/**
 * How far a folder is read. Only numbers count: whether a mail is marked as read, and by whom, does not.
 *
 * @param uidValidity numbers under another one mean other mails
 * @param uid all mails up to it are stored, or left alone on purpose
 * @param backlogEnd mails below this number were there at the first look; for them the cut-off counts
 */
record Position(long uidValidity, long uid, long backlogEnd) {
    boolean isBacklog(MailHead mail) {
        return mail.uid() < backlogEnd;
    }

    Position at(long later) {
        return new Position(uidValidity, Math.max(uid, later), backlogEnd);
    }
}
