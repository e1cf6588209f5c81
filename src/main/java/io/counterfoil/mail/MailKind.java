package io.counterfoil.mail;

/** What sent a mail. */
public enum MailKind {
    /** A person, or a program that writes as one would: it may open a case and join one. */
    HUMAN,
    /** An answer that nobody wrote: out of office, receipts. */
    AUTO_REPLY,
    /** A mail server, about a mail that was not delivered. */
    BOUNCE,
    /** This installation: the mail came back to it. */
    OWN
}
