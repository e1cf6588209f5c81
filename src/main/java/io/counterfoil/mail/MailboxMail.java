package io.counterfoil.mail;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail from a mailbox about a case. Each recipient gets one of his own, under its own Message-ID.
 *
 * @param mailbox code of the mailbox
 * @param from its address
 * @param fromName the name before it
 * @param about what it tells of, by which its deliveries can be told apart; null: nothing
 * @param subject whole, with its tag
 * @param text plain, lines ended by {@code \n}
 * @param html a whole document
 */
public record MailboxMail(
        String mailbox,
        EmailAddress from,
        String fromName,
        CaseNumber caseNumber,
        MailPurpose purpose,
        @Nullable UUID about,
        AutoSubmitted autoSubmitted,
        String subject,
        String text,
        String html,
        List<MailRecipient> recipients,
        List<OutgoingFile> files) {}
