package io.counterfoil.helpdesk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have found in the mails that came last. Nothing is stored.
 *
 * @param mails those that were looked at, the newest first
 * @param matchesEverything whether the rule is likely to find something in any mail
 */
public record CaptureTrial(List<Looked> mails, boolean matchesEverything) {
    /**
     * A mail that was looked at.
     *
     * @param from the sender's address as it stands there, empty: none
     * @param value what would fill the field; null: nothing
     */
    public record Looked(
            UUID mailId,
            Instant storedAt,
            String subject,
            String from,
            @Nullable String value) {}

    /** In how many mails something was found. */
    public int found() {
        return (int) mails.stream().filter(mail -> mail.value() != null).count();
    }
}
