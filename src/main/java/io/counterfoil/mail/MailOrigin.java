package io.counterfoil.mail;

/** How a mail came to us. */
public sealed interface MailOrigin {
    /** Over the API. */
    record Push() implements MailOrigin {}

    /** From a mail server's pipe on this machine. */
    record Pipe() implements MailOrigin {}

    /** From a mailbox that is read; UIDs are 32 bits without sign. */
    record Imap(long uidValidity, long uid) implements MailOrigin {}
}
