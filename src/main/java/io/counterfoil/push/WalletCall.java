package io.counterfoil.push;

/** What a wallet can be asked to do with tickets. Source: wallet contract. */
enum WalletCall {
    INJECT(""),
    INVALIDATE("/invalidations"),
    CONTROL("/controls"),
    REASSIGN("/reassignments"),
    CANCEL_TRANSFER("/transfers/cancel"),
    RESEND_TRANSFER("/transfers/resend"),
    CORRECT_RECIPIENT("/transfers/recipient");

    /** A call takes no more tickets than this. */
    static final int MOST_TICKETS = 1000;

    private final String suffix;

    WalletCall(String suffix) {
        this.suffix = suffix;
    }

    /** What follows the interface's URL. */
    String suffix() {
        return suffix;
    }
}
