package io.counterfoil.imap;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Mailbox;
import java.time.Instant;

/**
 * A mailbox that cannot be read, or can be again.
 *
 * @param since when it was read last, or when reading it began
 * @param reason what was wrong last
 */
public record MailboxAlarm(OrganizerCode organizer, Mailbox mailbox, Instant since, String reason) {}
