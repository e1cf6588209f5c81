package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;

/**
 * A mail to one person.
 *
 * @param text plain, lines ended by {@code \n}
 */
public record OutgoingMail(EmailAddress to, String subject, String text) {}
