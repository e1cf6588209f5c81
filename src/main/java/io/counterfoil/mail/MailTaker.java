package io.counterfoil.mail;

import io.counterfoil.kernel.OrganizerCode;
import java.util.UUID;

/**
 * Decides what a stored mail means. Called after each store, and again for mails whose taker died: taking is idempotent, and a mail
 * that cannot be taken is kept with the reason and stops no other. Never within a transaction.
 */
public interface MailTaker {
    void take(OrganizerCode organizer, UUID mailId);
}
