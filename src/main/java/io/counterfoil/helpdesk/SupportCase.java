package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A numbered conversation with the help desk.
 *
 * @param subject without tags
 * @param requesterAddress from which the requester wrote: answers go there
 * @param assignee login of a user
 * @param mailbox through which its mails go out; null: the organizer has none
 * @param language {@code en} or {@code fr}
 * @param follows the closed case that it goes on with
 * @param mergedInto the case that has its number now
 * @param firstAnswerAt when the first public answer was given
 */
public record SupportCase(
        CaseNumber number,
        CaseType type,
        CaseState state,
        CasePriority priority,
        String subject,
        @Nullable ContactId requester,
        @Nullable String requesterAddress,
        @Nullable String supplier,
        @Nullable String assignee,
        @Nullable String mailbox,
        String language,
        CaseChannel channel,
        @Nullable CaseNumber follows,
        @Nullable CaseNumber mergedInto,
        boolean spam,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant firstAnswerAt,
        @Nullable Instant solvedAt,
        @Nullable Instant closedAt) {}
