package io.counterfoil.mail;

/** What a mail says of who wrote it (RFC 3834). */
public enum AutoSubmitted {
    /** A person; the mail has no such field. */
    NO(""),
    /** Nobody, in answer to a mail. */
    REPLIED("auto-replied"),
    /** Nobody. */
    GENERATED("auto-generated");

    private final String field;

    AutoSubmitted(String field) {
        this.field = field;
    }

    /** As it stands in the header; empty: it does not. */
    String field() {
        return field;
    }
}
