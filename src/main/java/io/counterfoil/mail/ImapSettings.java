package io.counterfoil.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From where a mailbox is read.
 *
 * @param oauth null: signs in by a password
 * @param pollSeconds how often it is looked at, besides being told
 * @param since mails that arrived there before are left alone; null: until somebody has chosen, nothing is taken
 * @param active false: looked at for a preview only
 */
public record ImapSettings(
        String host,
        int port,
        MailSecurity security,
        String user,
        MailLogin login,
        @Nullable OAuthSettings oauth,
        String folder,
        int pollSeconds,
        @Nullable Instant since,
        boolean active) {}
