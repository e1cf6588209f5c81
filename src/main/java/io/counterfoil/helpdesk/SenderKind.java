package io.counterfoil.helpdesk;

/** Who wrote; SYSTEM is ourselves and never a mail's sender. */
public enum SenderKind {
    USER,
    AGENT,
    SUPPLIER,
    SYSTEM
}
