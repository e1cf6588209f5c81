package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where mails to an organizer arrive, and from where its mails go out. Without its secrets.
 *
 * @param language {@code en} or {@code fr}: what is written from it begins with
 * @param trustedServers names, lower-case, under which its own mail servers write Authentication-Results
 * @param imap null: mails are pushed to it only
 * @param smtp null: its mails go out through the installation's server
 * @param silence null: nobody is told when no mail arrives
 * @param retiredAt since when it is used no more; null: it is in use
 */
public record Mailbox(
        OrganizerCode organizer,
        String code,
        EmailAddress address,
        String language,
        List<String> trustedServers,
        @Nullable ImapSettings imap,
        @Nullable SmtpSettings smtp,
        @Nullable SilenceSettings silence,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant retiredAt) {
    public boolean isInUse() {
        return retiredAt == null;
    }

    Mailbox retired(Instant at) {
        return new Mailbox(organizer, code, address, language, trustedServers, imap, smtp, silence, createdAt, at, at);
    }
}
