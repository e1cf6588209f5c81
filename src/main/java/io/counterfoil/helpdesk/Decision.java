package io.counterfoil.helpdesk;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.mail.Authentication;
import io.counterfoil.mail.SignedMessageId;
import io.counterfoil.mail.UnderstoodMail;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a mail.
 *
 * @param mailbox code of the mailbox where it arrived first
 * @param supportCase the case as it is now; of a held mail the one that it stands beside; null: none
 * @param entryId the entry that shows the mail; null: none does
 * @param sender the contact that wrote; null: none was looked for
 * @param ours what the signed Message-IDs that it answers say, the nearest first
 * @param reopened whether it made a waiting, solved or closed case open again
 */
public record Decision(
        UUID mailId,
        String mailbox,
        UnderstoodMail mail,
        Outcome outcome,
        @Nullable SupportCase supportCase,
        @Nullable UUID entryId,
        SenderKind senderKind,
        @Nullable ContactId sender,
        Optional<Agents.Agent> agent,
        List<String> reasons,
        List<SignedMessageId.Claims> ours,
        boolean reopened) {
    /** What becomes of a mail. */
    public enum Outcome {
        OPENED,
        APPENDED,
        HELD,
        IGNORED
    }

    /** Whether its sender has proved who he is. */
    public boolean isAuthenticated() {
        return mail.authentication().verdict() == Authentication.Verdict.PASSED;
    }
}
