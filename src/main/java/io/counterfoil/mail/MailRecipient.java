package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;
import java.util.List;

/**
 * Somebody whom a mail goes to.
 *
 * @param name empty: none
 * @param thread Message-IDs, with brackets, that the mail goes on from for him, the nearest last
 */
public record MailRecipient(Role role, EmailAddress address, String name, List<String> thread) {
    /** Where he stands in the mail. */
    public enum Role {
        TO,
        CC,
        BCC
    }
}
