package io.counterfoil.imap;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Mailbox;
import java.time.Instant;

/**
 * A mailbox that cannot be read or gets no mails, or does again.
 *
 * @param since when it was read last, or when reading it began; of silence: when its last mail arrived, or it was made
 * @param reason what was wrong last
 */
public record MailboxAlarm(OrganizerCode organizer, Mailbox mailbox, Instant since, String reason) {}
