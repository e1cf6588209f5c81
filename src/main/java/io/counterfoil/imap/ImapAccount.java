package io.counterfoil.imap;

import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.MailLogin;

/**
 * What signs in where.
 *
 * @param credential password or access token
 */
record ImapAccount(ImapSettings settings, String credential) {
    boolean byToken() {
        return settings.login() == MailLogin.XOAUTH2;
    }

    /** Which folder of which account is read. In another one, numbers of mails mean something else. */
    static String place(ImapSettings settings) {
        return settings.host() + " " + settings.user() + " " + settings.folder();
    }

    /** Without the credential. */
    @Override
    public String toString() {
        return settings.user() + " at " + settings.host();
    }
}
