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
 * @param evidence why it belongs here and who wrote it; null: an agent put it here
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
        @Nullable Evidence evidence,
        List<CaseMark> marks) {
    /** Whether nobody wrote it. */
    public boolean isAutomatic() {
        return action == CaseAction.AUTO_REPLY || action == CaseAction.BOUNCE;
    }

    /** What happened, in English, told apart by who did it. */
    public String description() {
        if (action != CaseAction.MAIL) {
            return action.description();
        }
        return switch (kind) {
            case USER -> "user wrote";
            case AGENT -> "agent wrote";
            case SUPPLIER -> "supplier wrote";
            case SYSTEM -> action.description();
        };
    }
}
