package io.counterfoil.mail;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one address, and how far it is.
 *
 * @param about what it tells of, such as an entry of the case
 * @param messageId with brackets
 * @param tries so far
 * @param stateAt when it came into its state
 * @param answer what a mail server said last, its code and words; hostile text in one line
 */
public record Delivery(
        UUID mailId,
        CaseNumber caseNumber,
        MailPurpose purpose,
        @Nullable UUID about,
        EmailAddress address,
        MailRecipient.Role role,
        String mailbox,
        String messageId,
        DeliveryState state,
        int tries,
        Instant stateAt,
        @Nullable String answer) {}
