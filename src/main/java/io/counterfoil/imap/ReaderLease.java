package io.counterfoil.imap;

import io.counterfoil.kernel.OrganizerCode;

/**
 * The right to read a mailbox.
 *
 * @param fencing grows with every holder: one that lost its lease writes nothing
 */
record ReaderLease(OrganizerCode organizer, String mailbox, long fencing) {}
