package io.counterfoil.imap;

/**
 * The bytes of a mail.
 *
 * @param cut whether there are more than were wanted
 */
record FetchedMail(byte[] raw, boolean cut) {}
