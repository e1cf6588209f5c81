package io.counterfoil.mail;

/** How a mailbox signs in to its mail server. */
public enum MailLogin {
    PASSWORD,
    /** With a token of the provider (Microsoft 365, Google), which is fetched anew before it ends. */
    XOAUTH2
}
