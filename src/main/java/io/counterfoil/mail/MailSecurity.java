package io.counterfoil.mail;

/** How a connection to a mail server is kept secret. */
public enum MailSecurity {
    /** From the first byte. */
    TLS,
    /** Asked for on a plain connection, which is given up where the server has none. */
    STARTTLS,
    /** Not at all: for servers on the same machine. */
    NONE
}
