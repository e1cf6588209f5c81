package io.counterfoil.imap;

import java.time.Instant;
import java.util.List;

/**
 * What reading a mailbox would fetch, without fetching it.
 *
 * @param mails in the folder
 * @param wanted those that would be fetched at the first look, by the cut-off
 * @param first the first of these
 * @param idle whether the server tells of new mails by itself
 */
public record ImapPreview(String folder, int mails, int wanted, List<Mail> first, boolean idle) {
    /** Subject and sender as they can be shown: one line, bounded. */
    public record Mail(Instant arrivedAt, long size, String subject, String from) {}
}
