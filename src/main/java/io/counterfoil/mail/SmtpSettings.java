package io.counterfoil.mail;

import org.jspecify.annotations.Nullable;

/**
 * Through which server a mailbox sends.
 *
 * @param user null: the server asks for no sign-in
 * @param oauth null: signs in by a password
 */
public record SmtpSettings(
        String host,
        int port,
        MailSecurity security,
        @Nullable String user,
        MailLogin login,
        @Nullable OAuthSettings oauth) {}
