package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a mail that broke a stage.
 *
 * @param subject null: it could not be read
 * @param sender what to call whoever sent it; null: it could not be read
 * @param address of the sender; null: it has none that could be written to
 * @param searched what it is found by
 */
public record FailedMail(
        @Nullable String subject,
        @Nullable String sender,
        @Nullable EmailAddress address,
        String searched) {
    /** One that could not be read. */
    public static final FailedMail UNREAD = new FailedMail(null, null, null, "");
}
