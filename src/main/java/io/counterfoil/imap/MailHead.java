package io.counterfoil.imap;

import java.time.Instant;

/**
 * A mail in a folder, before it is fetched.
 *
 * @param arrivedAt INTERNALDATE: when the folder got it
 * @param size bytes, as the server says
 */
record MailHead(long uid, Instant arrivedAt, long size) {}
