package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.mail.Authentication;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a mail, as it is kept.
 *
 * @param number the case; of a held mail the one that it stands beside; null: none
 * @param reasons codes: why it is held or ignored, and what is noteworthy
 * @param subject with its tags
 */
public record MailVerdict(
        UUID mailId,
        Decision.Outcome outcome,
        @Nullable CaseNumber number,
        SenderKind senderKind,
        List<String> reasons,
        Evidence evidence,
        String subject,
        String fromAddress,
        String fromName,
        Authentication.Verdict authentication,
        Instant at) {

    static List<String> words(String stored) {
        return Arrays.stream(stored.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
