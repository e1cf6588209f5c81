package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;
import java.util.Optional;

/**
 * Who a mail names as sender or recipient.
 *
 * @param address as the mail says it; it need not be one that can be written to
 * @param name empty when the mail gives none; what anybody typed
 */
public record Correspondent(String address, String name) {
    /** The address, if it is one. */
    public Optional<EmailAddress> usable() {
        return EmailAddress.parse(address);
    }
}
