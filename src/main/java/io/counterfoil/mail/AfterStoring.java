package io.counterfoil.mail;

/** What becomes of a mail in its mailbox once it is stored here. Nothing is ever deleted. */
public enum AfterStoring {
    LEAVE,
    /** Marked as read. */
    SEEN,
    /** Moved to another folder; the server must have IMAP's MOVE. */
    MOVE
}
