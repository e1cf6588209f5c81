package io.counterfoil.imap;

/** A mailbox cannot be read now; the message is for the operator, and holds nothing secret. */
final class ImapTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind it is decides when it is tried again. */
    enum Kind {
        /** No connection, no answer in time, a connection cut: the network or the server. */
        UNREACHABLE,
        /** The server does not let us in. */
        REFUSED,
        /** We are in, and the server does not do what is asked for: no such folder, or an error of its own. */
        FAILED
    }

    private final Kind kind;

    ImapTrouble(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
