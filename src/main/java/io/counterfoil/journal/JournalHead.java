package io.counterfoil.journal;

/** The number and the hash of an organizer's last line; 0 and empty before the first. */
record JournalHead(long seq, byte[] hash) {}
