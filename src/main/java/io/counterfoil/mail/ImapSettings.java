package io.counterfoil.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where a mailbox is read.
 *
 * @param insecure sign-in and mails may cross a network in the clear; without it {@link MailSecurity#NONE} is for this machine only
 * @param oauth null: signs in by a password
 * @param certificate PEM, the only one (or the authority) that is trusted; null: those that Java trusts
 * @param pollSeconds how often it is looked at, besides being told
 * @param since the cut-off: mails that the folder had before are left alone; null: until somebody has chosen, nothing is taken
 * @param after what becomes of a mail there once it is stored here
 * @param moveTo folder for {@link AfterStoring#MOVE}; null otherwise
 * @param alarmTo who is told when the mailbox cannot be read, and when it can again
 * @param active false: looked at for a preview only
 */
public record ImapSettings(
        String host,
        int port,
        MailSecurity security,
        boolean insecure,
        String user,
        MailLogin login,
        @Nullable OAuthSettings oauth,
        @Nullable String certificate,
        String folder,
        int pollSeconds,
        @Nullable Instant since,
        AfterStoring after,
        @Nullable String moveTo,
        List<String> alarmTo,
        boolean active) {}
