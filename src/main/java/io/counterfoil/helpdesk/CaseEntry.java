package io.counterfoil.helpdesk;

import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was said or done in a case.
 *
 * @param author the name that stands above it
 * @param authorLine the line under the name; null: none
 * @param contact who wrote, if it was a contact
 * @param login who wrote, if it was an agent
 * @param isPublic whether the requester sees it
 * @param mailId the mail that it came with; null: it came with none
 * @param evidence why it belongs here and who wrote it, lines for people; null: an agent put it here
 * @param marks what is noteworthy about it
 */
public record CaseEntry(
        UUID id,
        Instant at,
        SenderKind kind,
        String author,
        @Nullable String authorLine,
        @Nullable ContactId contact,
        @Nullable String login,
        CaseAction action,
        String text,
        boolean isPublic,
        @Nullable UUID mailId,
        @Nullable String evidence,
        List<CaseMark> marks) {}
